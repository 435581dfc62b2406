import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFiles } from './files';

describe('the files that paths lead to', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'network-policy-'));
    for (const path of ['b/deep', '.git', 'a']) {
      mkdirSync(join(folder, path), { recursive: true });
    }
    for (const file of [
      'b/deep/2.yml',
      'b/1.yaml',
      'b.json',
      'a/x.yaml.bak',
      'README.md',
      '.hidden.yaml',
      '.git/c.yaml',
    ]) {
      writeFileSync(join(folder, file), '');
    }
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const found = (...paths: string[]) =>
    findFiles(paths).files.map(({ path }) => path.replace(`${folder}/`, ''));

  it('are the manifests of a folder and of all its folders, sorted', () => {
    expect(found(folder)).toEqual(['b/1.yaml', 'b/deep/2.yml', 'b.json']);
  });

  it('are those that are named, whatever they are called', () => {
    const { files } = findFiles([join(folder, 'a/x.yaml.bak'), '-']);
    expect(files).toEqual([
      { path: join(folder, 'a/x.yaml.bak'), asked: true },
      { path: '-', asked: true },
    ]);
  });

  it('are read once, though they are named twice', () => {
    expect(found(folder, join(folder, 'b.json'))).toHaveLength(3);
    const named = findFiles([folder, join(folder, 'b.json')]).files;
    expect(named.filter(({ asked }) => asked)).toHaveLength(1);
  });

  it('include linked files, but not linked folders, which may be a circle', () => {
    symlinkSync(folder, join(folder, 'a/circle'));
    symlinkSync(join(folder, 'README.md'), join(folder, 'a/link.yaml'));
    expect(found(join(folder, 'a'))).toEqual(['a/link.yaml']);
  });

  it('are found beside what cannot be read, which is told', () => {
    const broken = join(folder, 'b/broken.yaml');
    const circle = join(folder, 'b/circle.yaml');
    symlinkSync(join(folder, 'nowhere'), broken);
    symlinkSync(circle, circle);
    expect(found(folder)).toEqual(['b/1.yaml', 'b/deep/2.yml', 'b.json']);
    expect(findFiles([folder]).problems).toEqual([
      { file: broken, message: 'its symbolic link leads nowhere' },
      { file: circle, message: 'its symbolic links lead in a circle' },
    ]);
  });

  it('are missed in words', () => {
    const paths = [join(folder, 'none'), join(folder, 'a')];
    expect(findFiles(paths)).toEqual({
      files: [],
      problems: [
        { file: paths[0], message: 'there is no such file or folder' },
        {
          file: paths[1],
          message: 'there are no .yaml, .yml or .json files in this folder',
        },
      ],
    });
  });
});
