/** No object of an API server is as long. Text without an end of line by then is no watch. */
const LONGEST_LINE = 2 ** 26;

/**
 * Cuts text that comes in pieces into lines, in time that grows with the text and not with its square. A line without an
 * end is never passed on. Why no library does: docs/decisions/0008-libraries.md.
 */
export class LineSplitter {
  private pieces: string[] = [];
  private length = 0;

  constructor(private readonly onLine: (line: string) => void) {}

  /**
   * Takes the next piece, which may end anywhere in a line.
   *
   * @throws Error for a line without an end, and what `onLine` throws.
   */
  push(text: string): void {
    let start = 0;
    for (
      let end = text.indexOf('\n');
      end >= 0;
      end = text.indexOf('\n', start)
    ) {
      this.pieces.push(text.slice(start, end));
      const line = this.pieces.join('').trim();
      this.pieces = [];
      this.length = 0;
      start = end + 1;
      if (line) {
        this.onLine(line);
      }
    }
    this.pieces.push(text.slice(start));
    this.length += text.length - start;
    if (this.length > LONGEST_LINE) {
      throw new Error('answered with a line that does not end');
    }
  }
}
