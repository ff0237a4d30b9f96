/** Reads a small XML document into plain elements: strictly, within bounds, without DTD or entities of its own. */
import sax from 'sax';

export interface XmlElement {
  /** Without its namespace prefix: servers do not agree on them. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed. */
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** A lamp's body is a few hundred characters for each call of a line. */
const MAX_CHARS = 65_536;
const MAX_DEPTH = 16;

/** @returns the root element, or null where the text is not well-formed, too long, too deep, or has a DTD. Never throws. */
export function readXml(xml: string): XmlElement | null {
  if (xml.length > MAX_CHARS) return null;
  const parser = sax.parser(true);
  const open: OpenElement[] = [];
  const faults: string[] = [];
  const roots: XmlElement[] = [];
  parser.onerror = ({ message }) => faults.push(message);
  parser.ondoctype = () => faults.push('DTD');
  parser.onopentag = ({ name, attributes }) => {
    if (open.length >= MAX_DEPTH) faults.push('too deep');
    open.push({ name: localName(name), attributes: plain(attributes), children: [], text: '' });
  };
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = () => {
    const element = open.pop();
    if (element !== undefined) (open.at(-1)?.children ?? roots).push({ ...element, text: element.text.trim() });
  };
  parser.write(xml);
  // Once it has found a fault, the parser throws at the next call.
  if (faults.length === 0) parser.close();
  return faults.length === 0 && roots.length === 1 ? (roots[0] ?? null) : null;
}

/** The children of that name, in their order. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function plain(attributes: Readonly<Record<string, string | sax.QualifiedAttribute>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === 'string' ? value : value.value]),
  );
}
