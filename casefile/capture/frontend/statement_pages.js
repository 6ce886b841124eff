// Draws the pages of a statement: the pictures that the witness is shown, and the file that holds them.
import { layOut, PAGE } from "./statement_layout.js";
import { canonicalText } from "./statement_words.js";
import { pdfOf } from "./pdf.js";

const SCALE = 1.5; // sharp enough to read on a tablet and in print
const QUALITY = 0.85;
const ruler = () => document.createElement("canvas").getContext("2d");

// Returns {file, pictures: [Blob], text, breaks} for a statement; see `layOut`.
export async function draw(rules, statement) {
  const ink = ruler();
  const measure = (text, font) => {
    ink.font = font;
    return ink.measureText(text).width;
  };
  const { pages, breaks } = layOut(rules, statement, measure);
  const pictures = [];
  for (const page of pages) pictures.push(await picture(page));
  const sheets = await Promise.all(
    pictures.map(async (blob) => ({
      jpeg: new Uint8Array(await blob.arrayBuffer()),
      width: PAGE.width * SCALE,
      height: Math.round(PAGE.height * SCALE),
    })),
  );
  const file = new File([pdfOf(sheets)], "statement-as-shown.pdf", { type: "application/pdf" });
  return { file, pictures, breaks, text: canonicalText(rules, statement, pages.length) };
}

function picture(items) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [PAGE.width * SCALE, Math.round(PAGE.height * SCALE)];
  const ink = canvas.getContext("2d");
  ink.scale(SCALE, SCALE);
  ink.fillStyle = "#fff";
  ink.fillRect(0, 0, PAGE.width, PAGE.height);
  ink.fillStyle = "#000";
  ink.textBaseline = "top";
  for (const each of items) write(ink, each);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

function write(ink, { text, x, y, font, kind, width }) {
  ink.font = font;
  ink.fillText(text, x, y);
  if (kind === "struck") ink.fillRect(x, y + 8, width, 1.5);
  if (kind === "inserted") ink.fillRect(x, y + 18, width, 1);
}
