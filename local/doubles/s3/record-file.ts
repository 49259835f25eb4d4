import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { decodeEntry, type Entry, restLength } from './entry.ts';
import type { RecordStore } from './record-store.ts';

const windowBytes = 4 * 1024 * 1024;
const lineFeed = 10;

/** An entry that a file holds: where its record begins, and how long its line is. */
export interface KeptEntry {
  entry: Entry;
  position: number;
  lineLength: number;
}

/**
 * Records in one file, each written with a single call: in the operating system's hands when `append` returns, which
 * is enough for SIGKILL. The doubles' common journal is not for objects: it is read and rewritten as a whole.
 */
export class RecordFile implements RecordStore {
  readonly #file: number;
  #size: number;

  constructor(path: string) {
    this.#file = openSync(path, 'a+');
    this.#size = fstatSync(this.#file).size;
  }

  append(record: Uint8Array): number {
    const position = this.#size;
    writeSync(this.#file, record);
    this.#size += record.length;
    return position;
  }

  read(position: number, length: number): Uint8Array {
    const bytes = Buffer.allocUnsafe(length);
    const read = readSync(this.#file, bytes, 0, length, position);
    return bytes.subarray(0, read);
  }

  /**
   * Every entry, oldest first, read window by window. A last record without its end was being written when the process
   * died: nobody was told of it, and it is cut off.
   */
  *entries(): Generator<KeptEntry> {
    let position = 0;
    let window: { start: number; bytes: Uint8Array } = { start: 0, bytes: new Uint8Array() };
    while (position < this.#size) {
      let lineLength = lengthOfLine(window, position);
      if (lineLength === 0) {
        window = { start: position, bytes: this.read(position, windowBytes) };
        lineLength = lengthOfLine(window, position);
      }
      if (lineLength === 0) break;
      const start = position - window.start;
      const entry = decodeEntry(window.bytes.subarray(start, start + lineLength));
      const end = position + lineLength + restLength(entry);
      if (end > this.#size) break;
      yield { entry, position, lineLength };
      position = end;
    }
    ftruncateSync(this.#file, position);
    this.#size = position;
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** The length of the line that begins at a position, line feed included; 0 if the window does not hold its end. */
function lengthOfLine({ start, bytes }: { start: number; bytes: Uint8Array }, position: number): number {
  const offset = position - start;
  const end = bytes.indexOf(lineFeed, offset);
  return end < 0 ? 0 : end + 1 - offset;
}
