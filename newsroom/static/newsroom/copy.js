// Copies the text that a button stands under, where the browser lets a page do so (over TLS, or on one's own machine).
"use strict";
for (const button of document.querySelectorAll("button[data-copies]")) {
    const told = button.nextElementSibling;
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
        try {
            await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
            told.textContent = told.dataset.copied;
        } catch {
            told.textContent = told.dataset.failed;
        }
    });
}
