import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const folder = fileURLToPath(new URL('../../local/page/', import.meta.url));
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(`${folder}${name}`, 'utf8') }));

describe('the sources of the page', () => {
  test('hand no text to a parser of markup or code', () => {
    const sinks =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\b|new Function|srcdoc/;
    expect(files.filter(({ text }) => sinks.test(text)).map(({ name }) => name)).toEqual([]);
  });

  test('have no inline script, style or handler, which the content security policy would refuse', () => {
    const html = files.find(({ name }) => name === 'index.html')?.text ?? '';
    expect(html).toMatch(/<script type="module" src="\/page\/app\.js"><\/script>/);
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/);
  });

  test('load every style sheet there is', () => {
    const html = files.find(({ name }) => name === 'index.html')?.text ?? '';
    const sheets = files.map(({ name }) => name).filter((name) => name.endsWith('.css'));
    expect(sheets.filter((name) => !html.includes(`/page/${name}`))).toEqual([]);
  });
});
