import { LineSplitter } from './LineSplitter';

const linesOf = (pieces: readonly string[]) => {
  const lines = new Array<string>();
  const splitter = new LineSplitter(line => lines.push(line));
  pieces.forEach(piece => splitter.push(piece));
  return lines;
};

describe('LineSplitter', () => {
  const text = '{"a":"ä\u2028ö"}\n\n{"b":"😀"}\r\n{"c":1}\n';
  const expected = ['{"a":"ä\u2028ö"}', '{"b":"😀"}', '{"c":1}'];

  it.each([1, 2, 3, 5, 7, 1000])(
    'finds the lines of pieces of %i characters',
    length => {
      const pieces = text.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [];

      expect(linesOf(pieces)).toEqual(expected);
    },
  );

  it('keeps back a line that has not ended', () => {
    expect(linesOf(['one\ntwo'])).toEqual(['one']);
  });

  it('takes a line of many pieces in little time', () => {
    const pieces = new Array(20_000).fill('x'.repeat(100));

    expect(linesOf([...pieces, '\n'])[0]).toHaveLength(2_000_000);
  });

  it('gives up on a line without an end', () => {
    const piece = 'x'.repeat(2 ** 24);

    expect(() => linesOf([piece, piece, piece, piece, piece])).toThrow(
      'a line that does not end',
    );
  });
});
