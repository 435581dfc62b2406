/** Gives equal spellings the same number, counting from 0. */
export class SpellingNumbers {
  private readonly numbers = new Map<string, number>();

  of(spelling: string): number {
    let number = this.numbers.get(spelling);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(spelling, number);
    }
    return number;
  }
}
