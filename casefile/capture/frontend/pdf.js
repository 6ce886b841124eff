// Writes a PDF whose pages are pictures: the pages of a statement as they were shown.
import { utf8 } from "./bytes.js";

const A4 = [595.28, 841.89]; // in points

// `pictures` are [{jpeg (bytes), width, height}]; returns the bytes of the file.
export function pdfOf(pictures) {
  const file = new Writer();
  const kids = pictures.map((_, place) => `${3 + 3 * place} 0 R`).join(" ");
  file.object(1, "<< /Type /Catalog /Pages 2 0 R >>");
  file.object(2, `<< /Type /Pages /Kids [${kids}] /Count ${pictures.length} >>`);
  pictures.forEach(({ jpeg, width, height }, place) => {
    const [page, content, picture] = [3 + 3 * place, 4 + 3 * place, 5 + 3 * place];
    const uses = `/Resources << /XObject << /P ${picture} 0 R >> >>`;
    file.object(
      page,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${A4.join(" ")}] ${uses} /Contents ${content} 0 R >>`,
    );
    const drawn = utf8(`${A4[0]} 0 0 ${A4[1]} 0 0 cm /P Do`);
    file.object(content, `<< /Length ${drawn.length} >>`, drawn);
    const about = `/Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
    file.object(
      picture,
      `<< /Type /XObject /Subtype /Image ${about} /Filter /DCTDecode /Length ${jpeg.length} >>`,
      jpeg,
    );
  });
  return file.end();
}

class Writer {
  constructor() {
    Object.assign(this, { parts: [], size: 0, places: [] });
    this.put(utf8("%PDF-1.4\n"));
  }

  put(bytes) {
    this.parts.push(bytes);
    this.size += bytes.length;
  }

  object(number, words, stream = null) {
    this.places[number] = this.size;
    this.put(utf8(`${number} 0 obj\n${words}\n`));
    if (stream) {
      this.put(utf8("stream\n"));
      this.put(stream);
      this.put(utf8("\nendstream\n"));
    }
    this.put(utf8("endobj\n"));
  }

  end() {
    const start = this.size;
    const count = this.places.length;
    const rows = this.places.slice(1).map((place) => `${String(place).padStart(10, "0")} 00000 n \n`);
    this.put(utf8(`xref\n0 ${count}\n0000000000 65535 f \n${rows.join("")}`));
    this.put(utf8(`trailer << /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
    const whole = new Uint8Array(this.size);
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}
