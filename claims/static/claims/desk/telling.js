// What the desk says: what was done, in sight and for screen readers; and the page's own words, which are translated.

export const word = (name) =>
    document.getElementById("words").content.querySelector(`[data-word="${name}"]`).textContent;

// Say what came of something: a list of { level, html }, escaped by the server, or { level, text }.
export const say = (said) => {
    const place = document.getElementById("said");
    place.replaceChildren(
        ...said.map(({ level, html, text }) => {
            const line = document.createElement("p");
            line.className = level;
            if (html === undefined) {
                line.textContent = text;
            } else {
                line.innerHTML = html;
            }
            return line;
        }),
    );
};

export const sayWord = (name, level = "info") => say([{ level, text: word(name) }]);

// Tell what goes on while somebody chooses; in sight above the quotation.
export const tell = (words) => {
    const place = document.getElementById("choosing");
    place.textContent = words;
    place.classList.toggle("unseen", !document.body.classList.contains("choosing"));
};
