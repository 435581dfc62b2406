const MARK = /zq\d+z/g;

/**
 * Names that occur nowhere else, so that they are recognised in any text, in base64 too.
 */
export class Marks {
  private readonly meanings = new Map<string, string>();

  /** A new name for something. */
  of(meaning: string): string {
    const mark = `zq${this.meanings.size}z`;
    this.meanings.set(mark, meaning);
    return mark;
  }

  /** What the names in a text mean. */
  in(text: string): Set<string> {
    const hidden = (text.match(/[\w+/=-]{16,}/g) ?? []).map(part =>
      Buffer.from(part, 'base64').toString('latin1'),
    );
    const found = [text, ...hidden].flatMap(part => part.match(MARK) ?? []);
    return new Set(found.map(mark => this.meanings.get(mark) ?? mark));
  }
}
