/** The lexical half of SIP headers: quoted strings, angle brackets, escapes (RFC 3261 §25.1), in time linear to the text. */

export interface HeaderPiece {
  readonly kind: 'text' | 'quoted' | 'bracketed';
  /** Without its quotes or brackets, escapes resolved. */
  readonly content: string;
  /** As it stands in the header. */
  readonly raw: string;
}

/** Cuts a header into its quoted strings, bracketed parts and what is between. A quote that never closes counts as an ordinary
 *  character, as do all after it; a bracket that never closes reaches to the end. */
export function headerPieces(text: string): HeaderPiece[] {
  const pieces: HeaderPiece[] = [];
  let plainFrom = 0;
  let hasOpenQuote = false;
  const push = (kind: 'quoted' | 'bracketed', start: number, end: number, content: string): number => {
    if (start > plainFrom) pieces.push(plainPiece(text.slice(plainFrom, start)));
    pieces.push({ kind, content, raw: text.slice(start, end) });
    plainFrom = end;
    return end;
  };
  let index = 0;
  while (index < text.length) {
    const char = text[index];
    const close = char === '"' && !hasOpenQuote ? closingQuote(text, index) : -1;
    if (close !== -1) {
      index = push('quoted', index, close + 1, text.slice(index + 1, close).replaceAll(/\\([\s\S])/g, '$1'));
    } else if (char === '<') {
      const end = text.indexOf('>', index);
      const stop = end === -1 ? text.length : end;
      index = push('bracketed', index, Math.min(stop + 1, text.length), text.slice(index + 1, stop));
    } else {
      hasOpenQuote ||= char === '"';
      index += 1;
    }
  }
  if (plainFrom < text.length) pieces.push(plainPiece(text.slice(plainFrom)));
  return pieces;
}

/** Splits at `separator` outside quotes and brackets; empty parts are left out. */
export function splitHeader(text: string, separator: ',' | ';'): string[] {
  let part = '';
  const parts: string[] = [];
  for (const piece of headerPieces(text)) {
    if (piece.kind !== 'text') {
      part += piece.raw;
      continue;
    }
    const [first = '', ...rest] = piece.raw.split(separator);
    part += first;
    for (const following of rest) {
      parts.push(part);
      part = following;
    }
  }
  parts.push(part);
  return parts.map((each) => each.trim()).filter((each) => each !== '');
}

/** The text with its quoted strings opened, trimmed. */
export function unquoted(text: string): string {
  return headerPieces(text)
    .map((piece) => (piece.kind === 'quoted' ? piece.content : piece.raw))
    .join('')
    .trim();
}

/** Percent sequences as UTF-8 (RFC 3261 §19.1.2); those that are none stay as they are. */
export function percentDecoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      return sequence;
    }
  });
}

function plainPiece(raw: string): HeaderPiece {
  return { kind: 'text', content: raw, raw };
}

function closingQuote(text: string, open: number): number {
  for (let index = open + 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '"') return index;
  }
  return -1;
}
