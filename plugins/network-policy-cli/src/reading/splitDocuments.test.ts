import { isBlank, splitDocuments } from './splitDocuments';

const summary = (text: string) =>
  splitDocuments(text).map(({ number, firstLine, text: part }) => [
    number,
    firstLine,
    part.trim(),
  ]);

describe('documents of YAML', () => {
  it('are numbered, with the line of the file on which each starts', () => {
    expect(summary('a: 1\n---\nb: 2\n--- # the last\nc: 3\n')).toEqual([
      [1, 1, 'a: 1'],
      [2, 2, 'b: 2'],
      [3, 4, '# the last\nc: 3'],
    ]);
  });

  it('do not begin with what comes before the first separator, if that is nothing', () => {
    expect(summary('# made by hand\n%YAML 1.1\n---\na: 1\n')).toEqual([
      [1, 3, 'a: 1'],
    ]);
  });

  it('count when they are blank in the middle, as people count them', () => {
    expect(summary('a: 1\n---\n---\nb: 2')).toEqual([
      [1, 1, 'a: 1'],
      [2, 2, ''],
      [3, 3, 'b: 2'],
    ]);
  });

  it('may end their lines as Windows does', () => {
    expect(summary('a: 1\r\n---\r\nb: 2\r\n')).toEqual([
      [1, 1, 'a: 1'],
      [2, 2, 'b: 2'],
    ]);
  });

  it('are not divided by dashes within a line or longer rows of dashes', () => {
    expect(summary('a: ---\nb: |\n  ---\n----: 1\n')).toHaveLength(1);
  });
});

describe('objects of JSON', () => {
  it('may follow each other on new lines, as two calls of kubectl print them', () => {
    expect(summary('{\n  "a": {\n  }\n}\n{\n  "b": 2\n}\n')).toEqual([
      [1, 1, '{\n  "a": {\n  }\n}'],
      [2, 5, '{\n  "b": 2\n}'],
    ]);
  });

  it.each(['{"a": "}{"}{"b": 2}', '{"a": "}{"}\n\n\t {"b": 2}', '[1]\n[2]'])(
    'may follow each other as they like: %j',
    text => {
      expect(splitDocuments(text)).toHaveLength(2);
    },
  );

  it('are not divided within a text', () => {
    expect(splitDocuments('{"a": "\\"}{", "b": "}\\\\"}')).toHaveLength(1);
  });

  it('are not divided where one is within the other', () => {
    expect(summary('{"items": [\n{"a": 1},\n{"b": 2}\n]}')).toHaveLength(1);
  });
});

describe('a blank document', () => {
  it.each(['', '\n\n', '# only words\n', '%YAML 1.1\n', '  # a\n\n...\n'])(
    'is %j',
    text => {
      expect(isBlank(text)).toBe(true);
    },
  );

  it.each(['a', '# words\na: 1', '"#"', '- 1'])('is not %j', text => {
    expect(isBlank(text)).toBe(false);
  });
});
