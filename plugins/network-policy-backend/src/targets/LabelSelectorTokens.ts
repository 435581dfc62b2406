/** What a label selector is written with, beside keys and values. */
export type SelectorSymbol = '=' | '==' | '!=' | '!' | '(' | ')' | ',';

/** A word is a key, a value, or one of the operators `in` and `notin`; the parser knows which from its place. */
export type SelectorToken =
  | { kind: 'word'; text: string }
  | { kind: SelectorSymbol }
  | { kind: 'end' }
  /** A symbol that label selectors of Kubernetes have and that no pod selector can express, such as `>`. */
  | { kind: 'unknown'; text: string };

const symbols: ReadonlySet<string> = new Set('=!(),<>');
const spaces: ReadonlySet<string> = new Set(' \t\r\n');

/**
 * Splits a label selector into tokens, from left to right. It never goes back, so that its work grows with the length
 * of the text and with nothing else.
 */
export class LabelSelectorTokens {
  /** How many characters were looked at. */
  steps = 0;
  private position = 0;
  private known: SelectorToken | undefined;

  constructor(private readonly text: string) {}

  /** The next token, which stays the next one. */
  peek(): SelectorToken {
    this.known ??= this.read();
    return this.known;
  }

  /** Takes the next token. */
  next(): SelectorToken {
    const token = this.peek();
    this.known = undefined;
    return token;
  }

  private read(): SelectorToken {
    while (spaces.has(this.character())) {
      this.position += 1;
    }
    const first = this.character();
    if (first === '') {
      return { kind: 'end' };
    }
    return symbols.has(first) ? this.readSymbol(first) : this.readWord();
  }

  private readSymbol(first: string): SelectorToken {
    this.position += 1;
    switch (first) {
      case '=':
        return { kind: this.takeEquals() ? '==' : '=' };
      case '!':
        return { kind: this.takeEquals() ? '!=' : '!' };
      case '(':
      case ')':
      case ',':
        return { kind: first };
      default:
        return { kind: 'unknown', text: first };
    }
  }

  private takeEquals(): boolean {
    const isEquals = this.character() === '=';
    this.position += isEquals ? 1 : 0;
    return isEquals;
  }

  private readWord(): SelectorToken {
    const start = this.position;
    do {
      this.position += 1;
    } while (!this.isEndOfWord(this.character()));
    return { kind: 'word', text: this.text.slice(start, this.position) };
  }

  private isEndOfWord(character: string): boolean {
    return character === '' || symbols.has(character) || spaces.has(character);
  }

  private character(): string {
    this.steps += 1;
    return this.text.charAt(this.position);
  }
}
