// Gives the stock admin's search fields the names that a screen reader needs.
"use strict";
{
    const nameOf = (select) => {
        const label = select.labels && select.labels[0];
        const cell = select.closest("td");
        const table = select.closest("table");
        if (label) {
            return label.textContent.trim().replace(/:$/, "");
        }
        const heading = cell && table && table.querySelector(`thead th.${CSS.escape(columnOf(cell))}`);
        return heading ? heading.textContent.trim() : select.name;
    };

    // A cell of a table inline has the class "field-speaker", its heading "column-speaker".
    const columnOf = (cell) => {
        const field = [...cell.classList].find((name) => name.startsWith("field-")) || "";
        return field.replace(/^field-/, "column-");
    };

    const nameBoxes = () => {
        for (const box of document.querySelectorAll(".select2-selection:not([aria-label])")) {
            const select = box.closest(".select2").previousElementSibling;
            if (select) {
                box.setAttribute("aria-label", nameOf(select));
                box.removeAttribute("aria-labelledby");
            }
        }
        for (const input of document.querySelectorAll(".select2-search__field:not([aria-label])")) {
            input.setAttribute("aria-label", document.title);
        }
    };

    new MutationObserver(nameBoxes).observe(document.documentElement, {childList: true, subtree: true});
    nameBoxes();
}
