/**
 * `{%照片}` in an official form: the photograph of that field in the place of the tag, 2.6 × 3.2 cm at most, within its cell, in its own
 * proportions; `{%照片:3.5x4.9}` gives another size in centimetres. A module of docxtemplater (parse, postparse, render), and the parts of the
 * file that a picture needs (ECMA-376-1, 20.4 and 15.2.14): its bytes, a relation of the part it stands in, its content type.
 */
import type { DXT } from 'docxtemplater';
import type PizZip from 'pizzip';
import type { FormPhoto } from '#shared/documents/official-form/tag.ts';

export const photoModule = 'tongban/photo';

/** Signs typed with a Chinese keyboard mean the same. */
const marks = /^[%％]\s*/u;
const sizeIn = /[:：]\s*(\d{1,2}(?:\.\d+)?)\s*[x×*]\s*(\d{1,2}(?:\.\d+)?)$/iu;

/** A photo tag without its mark and its size. */
export const photoName = (value: string): string => value.replace(sizeIn, '').trim();

/** Centimetres. */
const usual = { width: 2.6, height: 3.2 };
const perCentimetre = 360_000;
/** Twentieths of a point; a cell keeps 0.19 cm free at each side where a form says nothing else. */
const perTwip = 635;
const cellMargins = 216;
/** Beside the ids that Word gives, which count from 1. */
const firstId = 900_000;

interface Placed {
  /** The part it stands in: `word/document.xml`. */
  readonly part: string;
  readonly id: string;
  readonly photo: FormPhoto;
}

type PhotoPart = DXT.Part & { room?: number };

export class PhotoModule implements DXT.Module {
  readonly name = 'PhotoModule';
  readonly #photoOf: (name: string) => FormPhoto | undefined;
  readonly #placed: Placed[] = [];

  constructor(photoOf: (name: string) => FormPhoto | undefined) {
    this.#photoOf = photoOf;
  }

  parse(text: string): DXT.Part | null {
    if (!marks.test(text)) return null;
    return { type: 'placeholder', module: photoModule, value: text.replace(marks, '').trim() } as DXT.Part;
  }

  /** How wide the cell is in which a tag stands. */
  postparse(parts: DXT.Part[]): DXT.Part[] {
    const cells: { width?: number | undefined }[] = [];
    for (const part of parts as (PhotoPart & { tag?: string; position?: string })[]) {
      if (part.tag === 'w:tc') {
        if (part.position === 'start') cells.push({});
        else cells.pop();
      }
      const cell = cells.at(-1);
      if (cell === undefined) continue;
      if (part.module === photoModule) part.room = cell.width ?? Infinity;
      else cell.width ??= widthIn(part.value);
    }
    return parts;
  }

  render(part: DXT.Part, { filePath }: DXT.RenderOptions): DXT.Rendered | null {
    if (part.module !== photoModule) return null;
    const photo = this.#photoOf(photoName(part.value));
    if (photo === undefined) return { value: '', errors: [] };
    const at = this.#placed.length + 1;
    const id = `rIdTongban${String(at)}`;
    this.#placed.push({ part: filePath, id, photo });
    // Out of the text and back into it: the run goes on around the picture.
    const picture = drawing(id, firstId + at, sizeOf(part, photo));
    return { value: `</w:t>${picture}<w:t xml:space="preserve">`, errors: [] };
  }

  /** Into the filled file; after `render`. */
  addParts(zip: PizZip): void {
    for (const [index, { part, id, photo }] of this.#placed.entries()) {
      const media = `media/tongban-${String(index + 1)}.${photo.type}`;
      const [folder, file] = [part.slice(0, part.lastIndexOf('/')), part.slice(part.lastIndexOf('/') + 1)];
      zip.file(`${folder}/${media}`, photo.bytes);
      const relations = `${folder}/_rels/${file}.rels`;
      const relation = `<Relationship Id="${id}" Type="${imageRelation}" Target="${media}"/>`;
      zip.file(relations, withChild(zip.file(relations)?.asText() ?? noRelations, 'Relationships', relation));
      const types = zip.file(contentTypes)?.asText() ?? '';
      if (!new RegExp(`Extension="${photo.type}"`, 'i').test(types)) {
        const known = `<Default Extension="${photo.type}" ContentType="image/${photo.type}"/>`;
        zip.file(
          contentTypes,
          types.replace(/<Types\b[^>]*>/, (start) => start + known),
        );
      }
    }
  }
}

const contentTypes = '[Content_Types].xml';
const office = 'http://schemas.openxmlformats.org';
const imageRelation = `${office}/officeDocument/2006/relationships/image`;
const noRelations = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="${office}/package/2006/relationships"></Relationships>`;

/** Before the end of the outermost element, also where it is written as empty. */
const withChild = (xml: string, name: string, child: string): string =>
  xml.includes(`</${name}>`)
    ? xml.replace(`</${name}>`, `${child}</${name}>`)
    : xml.replace(/\/>\s*$/, `>${child}</${name}>`);

/** English metric units; undefined where the cell's width is not said, or in other units. */
function widthIn(xml: string): number | undefined {
  const said = /<w:tcW\b[^>]*>/.exec(xml)?.[0] ?? '';
  const width = Number(/w:w="(\d+)"/.exec(said)?.[1]);
  return said.includes('w:type="dxa"') && width > cellMargins ? (width - cellMargins) * perTwip : undefined;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest of the photograph's proportions that fits. */
function sizeOf(part: PhotoPart, { width, height, turn }: FormPhoto): Size {
  const said = sizeIn.exec(part.value);
  const box =
    said === null ? usual : { width: Number(said[1]) || usual.width, height: Number(said[2]) || usual.height };
  const [across, down] = turn % 180 === 0 ? [width, height] : [height, width];
  const room = Math.min(box.width * perCentimetre, part.room ?? Infinity);
  const scale = Math.min(room / across, (box.height * perCentimetre) / down);
  return { width: Math.round(across * scale), height: Math.round(down * scale) };
}

function drawing(relation: string, id: number, { width, height }: Size): string {
  const about = `id="${String(id)}" name="照片 ${String(id - firstId)}"`;
  const extent = `cx="${String(width)}" cy="${String(height)}"`;
  return (
    `<w:drawing><wp:inline xmlns:wp="${office}/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
    `<wp:extent ${extent}/><wp:docPr ${about}/>` +
    `<a:graphic xmlns:a="${office}/drawingml/2006/main"><a:graphicData uri="${office}/drawingml/2006/picture">` +
    `<pic:pic xmlns:pic="${office}/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr ${about}/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip xmlns:r="${office}/officeDocument/2006/relationships" r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    `</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`
  );
}
