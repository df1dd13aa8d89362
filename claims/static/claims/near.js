// Asks anew for the claims that may say the same, while a statement is typed. Without it they come with the page.
"use strict";
{
    const PAUSE = 400; // milliseconds without a key
    const FEWEST_WORDS = 3; // fewer say too little

    const box = document.getElementById("near");
    const field = document.getElementById("id_statement");
    let waiting, asking;

    const asked = (statement) => {
        const address = new URL(box.dataset.address, window.location.href);
        address.search = new URLSearchParams({statement, besides: box.dataset.besides});
        return address;
    };

    const show = (page) => {
        const answer = new DOMParser().parseFromString(page, "text/html");
        // The line that says how many stays the same element, or a screen reader would not read it out.
        box.querySelector(".near-count").textContent = answer.querySelector(".near-count").textContent.trim();
        box.querySelector(".near-list").replaceWith(answer.querySelector(".near-list"));
    };

    const ask = async () => {
        asking?.abort();
        asking = new AbortController();
        try {
            const answer = await fetch(asked(field.value), {signal: asking.signal});
            if (answer.ok && !answer.redirected) {
                show(await answer.text());
            }
        } catch {
            // Left as it was: the next key asks again, and saving shows them in any case.
        }
    };

    if (box && field) {
        field.addEventListener("input", () => {
            clearTimeout(waiting);
            if (field.value.trim().split(/\s+/).length >= FEWEST_WORDS) {
                waiting = setTimeout(ask, PAUSE);
            }
        });
    }
}
