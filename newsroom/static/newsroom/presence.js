// Tells every half minute that this page is open, and who else has it open.
"use strict";
{
    const region = document.getElementById("others");
    const token = document.querySelector("[name=csrfmiddlewaretoken]");

    const say = (others) => {
        if (others.join("\n") !== [...region.children].map((line) => line.textContent.trim()).join("\n")) {
            region.replaceChildren(...others.map((text) => Object.assign(document.createElement("p"), {textContent: text})));
        }
    };

    const send = async (more) => {
        const body = new URLSearchParams({csrfmiddlewaretoken: token.value, ...more});
        return fetch(region.dataset.address, {method: "POST", body, keepalive: true, credentials: "same-origin"});
    };

    const ping = async () => {
        if (document.visibilityState !== "visible") {
            return;
        }
        try {
            const answer = await send({});
            if (answer.ok && !answer.redirected) {
                say((await answer.json()).others);
            }
        } catch {
            // No network for a moment: the next one tells.
        }
    };

    if (region && token) {
        setInterval(ping, Number(region.dataset.seconds) * 1000);
        document.addEventListener("visibilitychange", ping);
        window.addEventListener("pagehide", () => send({left: "1"}).catch(() => {}));
        window.addEventListener("pageshow", (event) => event.persisted && ping());
    }
}
