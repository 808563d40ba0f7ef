import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ImageLock } from '../../lib/delivery/image-lock';
import { isImageName, parseImageLock, referenceOf, writeImageLock } from '../../lib/delivery/image-lock-file';
import { messageOf } from '../support/synthesize';

const folder = mkdtempSync(join(tmpdir(), 'drydock-lock-'));
const file = join(folder, 'images.lock');
afterAll(() => rmSync(folder, { recursive: true }));

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const nginx = `nginx:1.30@${digest('a')}`;
const api = `registry.example.com:5000/team/api:1.4.2@${digest('b')}`;

/** The look-up of what a lock file says. */
function lockOf<Name extends string>(text: string, ...names: readonly [Name, ...Name[]]): ImageLock<Name> {
  writeFileSync(file, text);
  return ImageLock.fromFile(file, ...names);
}

/** The message about a lock file that is refused, without the path of this test's folder. */
function refusal(text: string, ...names: readonly [string, ...string[]]): string {
  return messageOf(() => lockOf(text, ...names)).replaceAll(`${folder}/`, '');
}

describe('an ImageLock', () => {
  test('gives images as containers take them, by the names that were listed', () => {
    const lock = lockOf(`# comment\nnginx: ${nginx}\n\napi: ${api}\nother: ${nginx}\n`, 'nginx', 'api');
    expect(lock.image('nginx')).toBe(nginx);
    expect(lock.image('api')).toBe(api);
    expect(lock.names).toEqual(['nginx', 'api']);
  });

  test('does not compile with a name that is not listed', () => {
    const lock = lockOf(`nginx: ${nginx}\nother: ${nginx}\n`, 'nginx');
    // @ts-expect-error -- the name is not one of those that were listed
    expect(() => lock.image('ngnix')).toThrow(
      'ImageLock: "ngnix" is not one of the listed images, which are "nginx"; did you mean "nginx"?',
    );
    // @ts-expect-error -- it is in the file, but not listed
    expect(() => lock.image('other')).toThrow('list it in ImageLock.fromFile');
    // @ts-expect-error -- from JavaScript
    expect(() => lock.image(undefined)).toThrow('nothing is not one of the listed images');
  });

  test('reads the file once', () => {
    const lock = lockOf(`nginx: ${nginx}\n`, 'nginx');
    writeFileSync(file, `nginx: nginx:2@${digest('c')}\n`);
    expect(lock.image('nginx')).toBe(nginx);
  });

  test('reads YAML of any form', () => {
    const text = `%YAML 1.2\n---\r\n"nginx" : '${nginx}' # pinned\r\napi: >-\n  ${api}\n`;
    expect(lockOf(text, 'nginx').image('nginx')).toBe(nginx);
    expect(lockOf(`{ nginx: "${nginx}", api: "${api}" }`, 'api').image('api')).toBe(api);
  });

  test('fails when the file is not there, and says what makes it', () => {
    expect(messageOf(() => ImageLock.fromFile('no-such.lock', 'nginx', 'api'))).toBe(
      'ImageLock: there is no file "no-such.lock"; run: npx drydock images add nginx <image:tag> --file no-such.lock && npx drydock images add api <image:tag> --file no-such.lock',
    );
    mkdirSync(join(folder, 'directory'));
    expect(messageOf(() => ImageLock.fromFile(join(folder, 'directory'), 'nginx'))).toContain('is not a file');
  });

  test('fails when it lacks a listed image, and names all that it lacks', () => {
    const message = refusal(`nginx: ${nginx}\n`, 'nginx', 'ngins', 'api');
    expect(message).toContain('ImageLock: 2 problems');
    expect(message).toContain(
      '"images.lock" has no image "ngins"; did you mean "nginx"? else run: npx drydock images add ngins',
    );
    expect(message).toContain('"images.lock" has no image "api"; run: npx drydock images add api <image:tag>');
    expect(refusal('', 'nginx')).toContain('has no image "nginx"');
    expect(refusal('# nothing\n', 'nginx')).toContain('has no image "nginx"');
    expect(refusal('---\n', 'nginx')).toContain('has no image "nginx"');
  });

  test.each([
    [
      'no digest',
      'nginx: nginx:1.30',
      '\'nginx\' has no digest, got "nginx:1.30"; run: npx drydock images add nginx nginx:1.30',
    ],
    ['no tag', `nginx: nginx@${digest('a')}`, "'nginx' has no tag"],
    ['a digest of another kind', `nginx: nginx:1@sha512:${'a'.repeat(128)}`, 'must have a digest of sha256: and 64'],
    ['a digest in upper case', `nginx: nginx:1@sha256:${'A'.repeat(64)}`, 'must have a digest of sha256: and 64'],
    ['no image at all', 'nginx: Not An Image', '\'nginx\' must be repository:tag@sha256:…, got "Not An Image"; run:'],
    ['a number', 'nginx: 3', 'got "3"'],
    ['nothing', 'nginx:', 'got ""'],
    ['a map', 'nginx: { image: x }', 'got a list or a map'],
    ['a list', 'nginx: [x]', 'got a list or a map'],
  ])('fails when an image has %s', (_what, text, says) => {
    expect(refusal(text, 'nginx')).toContain(says);
  });

  test.each([
    ['is not YAML', 'nginx: [', 'images.lock:1: is not YAML: '],
    ['has a name twice', `nginx: ${nginx}\nnginx: ${api}\n`, 'images.lock:2: is not YAML: map keys must be unique'],
    ['is a list', `- ${nginx}\n`, 'images.lock must hold a line "name: repository:tag@sha256:…" for each image'],
    ['is a text', 'nginx\n', 'must hold a line'],
    ['has two documents', `nginx: ${nginx}\n---\napi: ${api}\n`, 'is not YAML: '],
    ['has an alias', `nginx: &a ${nginx}\napi: *a\n`, "images.lock: 'api' refers to another place of the file (*)"],
    ['has a key that is an alias', `&a nginx: ${nginx}\n*a : ${api}\n`, 'refers to another place of the file'],
    ['merges maps', `<<: { a: b }\n`, '"<<" is no name of an image'],
    ['names the prototype', `__proto__: ${nginx}\n`, '"__proto__" is no name of an image: it must be letters'],
    ['has a map for a key', `{ a: b }: ${nginx}\n`, '"" is no name of an image'],
    ['has an empty key', `"": ${nginx}\n`, '"" is no name of an image'],
    ['has too long a name', `${'a'.repeat(64)}: ${nginx}\n`, 'at most 63 characters; rename it'],
  ])('fails when the file %s', (_what, text, says) => {
    expect(refusal(text, 'nginx')).toContain(says);
  });

  test('fails when aliases would grow without end, and when the file is too large', () => {
    const bomb = [
      'a: &a x',
      ...[...'bcdefghij'].map((to, i) => `${to}: &${to} [*${'abcdefghi'[i]}, *${'abcdefghi'[i]}]`),
    ];
    expect(refusal(bomb.join('\n'), 'a')).toContain("'j' must be repository:tag@sha256:…, got a list or a map");
    expect(refusal('['.repeat(20_000), 'a').slice(0, 200)).toMatch(
      /^ImageLock: images.lock(:1: is not YAML| cannot be read): /,
    );
    expect(refusal(`# ${'x'.repeat(1_048_576)}\n`, 'a')).toContain('must be at most 1048576 bytes, got 1048579');
  });

  test.each<[string, unknown, readonly unknown[], string]>([
    ['no file is named', undefined, ['a'], "'file' must be the path of a lock file, got nothing"],
    ['the file is an empty text', '', ['a'], '\'file\' must be the path of a lock file, got ""'],
    ['the file is a number', 3, ['a'], 'got 3'],
    ['no names are listed', 'images.lock', [], "'names' must have at least one name of an image, got none"],
    ['a name is empty', 'images.lock', ['a', ''], "'names[1]' must be letters, digits"],
    ['a name is no text', 'images.lock', [3], "'names[0]' must be letters, digits"],
    ['a name is that of the prototype', 'images.lock', ['__proto__'], "'names[0]' must be letters"],
    ['a name stands twice', 'images.lock', ['a', 'a'], '\'names[1]\' is there twice, got "a"; remove one of them'],
  ])('fails when %s', (_what, path, names, says) => {
    expect(messageOf(() => ImageLock.fromFile(path as string, ...(names as [string])))).toContain(says);
  });
});

describe('a lock file', () => {
  const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });
  const name = fc
    .oneof(
      fc.constantFrom('null', 'true', 'No', 'y', 'constructor', 'toString', 'a.b-c_d'),
      fc.stringMatching(/^[A-Za-z][-._A-Za-z0-9]{0,10}$/),
    )
    .filter(isImageName);
  const image = fc.record({
    repository: fc.constantFrom('nginx', 'ghcr.io/acme/api', 'localhost:5000/a', '[::1]:5000/a', 'a__b/c-d.e'),
    tag: fc.stringMatching(/^\w[\w.-]{0,20}$/),
    digest: hex.map((digits) => `sha256:${digits}`),
  });

  test('says what was written into it, sorted, and the same whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, image), { maxLength: 8 }), (entries) => {
        const images = new Map(entries);
        const text = writeImageLock(images);
        expect(parseImageLock(text, 'images.lock')).toEqual(images);
        // Also by the parser, which a line of another form brings in.
        expect(parseImageLock(`${text}  # end\n`, 'images.lock')).toEqual(images);
        expect(writeImageLock(new Map([...images].reverse()))).toBe(text);
      }),
    );
  });

  test('begins with what made it and how to make it again', () => {
    const images = parseImageLock(`b: ${api}\na: ${nginx}\n`, 'images.lock');
    expect(writeImageLock(images)).toBe(
      `# Generated by drydock: \`npx drydock images update\` makes it again, \`npx drydock images add\` adds to it.\na: ${nginx}\nb: ${api}\n`,
    );
    expect([...images.values()].map(referenceOf)).toEqual([api, nginx]);
  });
});
