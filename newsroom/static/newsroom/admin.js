// Gives the stock admin's fields the names that a screen reader needs and that it leaves out.
"use strict";
{
    const headingOf = (field) => {
        const cell = field.closest("td");
        const table = field.closest("table");
        const heading = cell && table && table.tHead && table.tHead.rows[0].cells[cell.cellIndex];
        return heading ? heading.textContent.trim() : "";
    };

    const labelOf = (field) => {
        const label = field.labels && field.labels[0];
        return label ? label.textContent.trim().replace(/:$/, "") : headingOf(field) || field.name;
    };

    const name = (element, text) => {
        if (element && text && element.getAttribute("aria-label") !== text) {
            element.setAttribute("aria-label", text);
        }
    };

    // A date and a time share one label, which belongs to neither.
    const nameDates = () => {
        for (const input of document.querySelectorAll(".datetime input")) {
            const legend = input.closest("fieldset, .form-row, td").querySelector("legend, label");
            const what = input.classList.contains("vTimeField") ? gettext("Time") : gettext("Date");
            name(input, `${legend ? legend.textContent.trim() : headingOf(input)} ${what}`.trim());
        }
    };

    const nameCells = () => {
        const fields = ".tabular td input:not([type=hidden]), .tabular td select, .tabular td textarea";
        for (const field of document.querySelectorAll(fields)) {
            if (!field.closest(".datetime")) {
                name(field, headingOf(field));
            }
        }
    };

    const nameChoices = () => {
        for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
            const box = select.nextElementSibling;
            if (box && box.classList.contains("select2")) {
                const label = select.getAttribute("aria-label") || labelOf(select);
                name(box.querySelector(".select2-selection"), label);
                name(box.querySelector(".select2-selection__rendered"), label);
            }
        }
        for (const input of document.querySelectorAll(".select2-dropdown .select2-search__field")) {
            name(input, gettext("Search"));
        }
    };

    const nameSearch = () => {
        const icon = document.querySelector("#changelist-search label img");
        name(document.getElementById("searchbar"), icon && icon.alt);
    };

    // A named span means nothing unless it has a role.
    const nameIcons = () => {
        for (const icon of document.querySelectorAll("span.search-label-icon:not([role])")) {
            icon.setAttribute("role", "img");
        }
    };

    const gettext = (text) => (window.gettext ? window.gettext(text) : text);

    const nameAll = () => {
        nameSearch();
        nameDates();
        nameCells();
        nameChoices();
        nameIcons();
    };

    nameAll();
    new MutationObserver(nameAll).observe(document.body, {childList: true, subtree: true});
}
