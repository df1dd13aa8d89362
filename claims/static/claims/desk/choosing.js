// Choosing words of the article by keys: the ends of a quotation's passages, or the words of a new quotation.
import { located, paragraphs, select, stretch } from "./offsets.js";
import { tell, word } from "./telling.js";

const SHOWN = 40;
let work = null; // { passages: [{paragraph, from, to}], edge, fresh, done }

export const isChoosing = () => work !== null;

// Let the editor move the ends of these passages (start and end as the server knows them), from the last end on.
// "done" gets the stretches once they are taken.
export const chooseBounds = (passages, done) => {
    const places = passages.flatMap(({ start, end }) => located(start, end));
    begin(places, places.length * 2 - 1, false, done);
};

// Let the editor choose the words of a new quotation, from the sentence after this place of the text on.
export const chooseNew = (after, done) => {
    const sentences = allSentences();
    const first = sentences.find((one) => stretch(one.paragraph, one.from, one.to).start >= after) || sentences[0];
    begin(first ? [first] : [], 1, true, done);
};

export const leave = (words) => {
    work = null;
    const text = document.getElementById("text");
    text.removeAttribute("role");
    text.removeAttribute("aria-label");
    document.body.classList.remove("choosing");
    window.getSelection().removeAllRanges();
    tell(words);
};

// Do what a key means while words are chosen; true if it means something.
export const chooseKey = (event) => {
    const { edge, passages } = work;
    const forward = event.key === (isRightToLeft(passages[edge >> 1].paragraph) ? "ArrowLeft" : "ArrowRight");
    const steps = {
        ArrowLeft: () => move(forward, event.shiftKey),
        ArrowRight: () => move(forward, event.shiftKey),
        ArrowUp: () => turnTo(edge - 1),
        ArrowDown: () => turnTo(edge + 1),
        j: () => sentence(1),
        k: () => sentence(-1),
        Enter: take,
        Escape: () => leave(word("left")),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !steps[event.key]) {
        return false;
    }
    steps[event.key]();
    return true;
};

const begin = (passages, edge, fresh, done) => {
    if (!passages.length) {
        tell(word("select"));
        return;
    }
    work = { passages: passages.map((one) => ({ ...one })), edge, fresh, done };
    const text = document.getElementById("text");
    text.setAttribute("role", "application"); // so that a screen reader hands the arrow keys on
    text.setAttribute("aria-label", word("choosing"));
    text.tabIndex = -1;
    text.focus({ preventScroll: true });
    document.body.classList.add("choosing");
    show(word("choosing"));
};

const take = () => {
    const { passages, done } = work;
    leave("");
    done(passages.map(({ paragraph, from, to }) => stretch(paragraph, from, to)));
};

const turnTo = (edge) => {
    const count = work.passages.length * 2;
    work.edge = (edge + count) % count;
    show();
};

const move = (forward, byCharacter) => {
    const passage = work.passages[work.edge >> 1];
    const isEnd = work.edge % 2 === 1;
    const bounds = boundsIn(passage.paragraph, byCharacter ? "grapheme" : "word", isEnd);
    const here = isEnd ? passage.to : passage.from;
    const next = forward ? bounds.find((bound) => bound > here) : bounds.findLast((bound) => bound < here);
    if (next !== undefined && (isEnd ? next > passage.from : next < passage.to)) {
        passage[isEnd ? "to" : "from"] = next;
    }
    show();
};

const sentence = (step) => {
    if (!work.fresh) {
        return;
    }
    const [passage] = work.passages;
    const sentences = allSentences();
    const here = sentences.findIndex((one) => one.paragraph === passage.paragraph && one.to > passage.from);
    work.passages = [{ ...sentences[(here + step + sentences.length) % sentences.length] }];
    show();
};

const segments = (text, granularity) =>
    [...new Intl.Segmenter(undefined, { granularity }).segment(text)].filter((one) => one.segment.trim());

// The places of a paragraph's text where a passage can end, or start, going by words or by characters.
const boundsIn = (paragraph, granularity, isEnd) =>
    segments(paragraph.textContent, granularity).map((one) => one.index + (isEnd ? one.segment.length : 0));

const allSentences = () =>
    paragraphs().flatMap((paragraph) =>
        segments(paragraph.textContent, "sentence").map((one) => ({
            paragraph,
            from: one.index,
            to: one.index + one.segment.trimEnd().length,
        })),
    );

const isRightToLeft = (paragraph) => getComputedStyle(paragraph).direction === "rtl";

const show = (before = "") => {
    const { paragraph, from, to } = work.passages[work.edge >> 1];
    select(paragraph, from, to);
    const isEnd = work.edge % 2 === 1;
    const text = paragraph.textContent.slice(from, to);
    const words = isEnd ? `… ${text.slice(-SHOWN)}` : `${text.slice(0, SHOWN)} …`;
    tell(`${before} ${word(isEnd ? "finish" : "start")}: “${words}”`.trim());
};
