import { Writable } from 'node:stream';

/** Something to write to that is no terminal, and keeps the text. */
export class Page extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}
