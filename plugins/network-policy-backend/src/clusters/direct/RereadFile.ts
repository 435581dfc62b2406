import { readFile, stat } from 'node:fs/promises';

/**
 * A text file that is read again whenever it has changed. Kubernetes renews a mounted token or certificate by putting
 * another file in its place, which changes the inode; other tools rewrite the file, which changes its time.
 */
export class RereadFile {
  private latest: { version: string; text: string } | undefined;

  constructor(private readonly path: string) {}

  /**
   * Its text now.
   *
   * @throws Error of the file system
   */
  async read(): Promise<string> {
    const { mtimeNs, ino, size } = await stat(this.path, { bigint: true });
    const version = `${ino} ${mtimeNs} ${size}`;
    // The file may change before it is read. Then the next stat differs from this one, and it is read again.
    if (this.latest?.version !== version) {
      this.latest = { version, text: await readFile(this.path, 'utf8') };
    }
    return this.latest.text;
  }
}
