// Where words stand in the article. The only place where the browser's counting becomes ours: a browser counts
// UTF-16 units within a paragraph, the desk counts characters (code points) of the whole text, end exclusive.

const paper = () => document.getElementById("text");

const characters = (text) => [...text].length;

const units = (text, count) => [...text].slice(0, count).join("").length;

export const paragraphs = () => [...paper().querySelectorAll("[data-start]")];

// A stretch of one paragraph, in units of its text, as the server knows it: start, end and the very words.
export const stretch = (paragraph, from, to) => {
    const text = paragraph.textContent;
    const words = text.slice(from, to).trim();
    const begin = from + text.slice(from, to).search(/\S|$/u);
    const start = Number(paragraph.dataset.start) + characters(text.slice(0, begin));
    return { start, end: start + characters(words), text: words };
};

// A stretch that the server knows, paragraph by paragraph in units of their texts.
export const located = (start, end) => {
    const found = [];
    for (const paragraph of paragraphs()) {
        const text = paragraph.textContent;
        const begin = Number(paragraph.dataset.start);
        const from = units(text, Math.max(0, start - begin));
        const to = units(text, Math.max(0, end - begin));
        if (from < to) {
            found.push({ paragraph, from, to });
        }
    }
    return found;
};

// What is selected in the article: one stretch a paragraph, without the white space at its ends; none: [].
export const selected = () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) {
        return [];
    }
    const range = selection.getRangeAt(0);
    return paragraphs()
        .filter((paragraph) => range.intersectsNode(paragraph))
        .map((paragraph) => within(paragraph, range))
        .filter((one) => one.text);
};

const within = (paragraph, range) => {
    const part = document.createRange();
    part.selectNodeContents(paragraph);
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
        part.setStart(range.startContainer, range.startOffset);
    }
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) {
        part.setEnd(range.endContainer, range.endOffset);
    }
    const before = document.createRange();
    before.selectNodeContents(paragraph);
    before.setEnd(part.startContainer, part.startOffset);
    const from = before.toString().length;
    return stretch(paragraph, from, from + part.toString().length);
};

// Select a stretch of one paragraph, given in units of its text, and bring it into sight.
export const select = (paragraph, from, to) => {
    const [first, last] = [pointAt(paragraph, from, false), pointAt(paragraph, to, true)];
    window.getSelection().setBaseAndExtent(...first, ...last);
    first[0].parentElement.scrollIntoView({ block: "nearest" });
};

const pointAt = (paragraph, offset, isEnd) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let passed = 0;
    let node = walker.nextNode();
    while (node && (isEnd ? offset > passed + node.length : offset >= passed + node.length)) {
        passed += node.length;
        node = walker.nextNode();
    }
    return node ? [node, offset - passed] : [paragraph, paragraph.childNodes.length];
};
