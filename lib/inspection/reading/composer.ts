import { Anchors } from './anchors';
import { tooDeep, Unreadable } from './cursor';
import { holdsInfinite, keyOf, MapInMaking, noKey, noNumber, type Data, type Key } from './map-in-making';
import { mergeTag, resolvePlain, resolveTagged } from './resolve';
import { Scanner } from './scanner';
import type { Places } from './places';
import type { Token } from './token';

/** Deeper nesting than this is refused. */
export const deepest = 500;

/** Makes the data of a document as go-yaml does: it reads one document, and what follows that it does not look at. */
export class Composer {
  private readonly scanner: Scanner;
  private readonly nodes = new Anchors();
  private readonly handles = new Map([
    ['!', '!'],
    ['!!', 'tag:yaml.org,2002:'],
  ]);
  /** The first number that JSON cannot hold; one that a repeated key drops does no harm. */
  private infinite: Token | undefined;
  /** Where keys stand that stood before in the same map. */
  public readonly repeated: number[] = [];
  /** Where the document begins. */
  public start = 0;
  /** The last node that was not only a scalar: its scalar, if it was one, and its tag. */
  private scalar: Token | undefined;
  private tag: string | undefined;
  /** Where the last scalar began, with its tag, and ended; undefined where the last node was none. */
  private scalarFrom: number | undefined;
  private scalarTo = 0;

  public constructor(
    text: string,
    private readonly places?: Places,
    json = false,
  ) {
    this.scanner = new Scanner(text, deepest, json);
  }

  /** The data of the document; undefined where there is none. */
  public document(): unknown {
    const { scanner } = this;
    let token = scanner.peek();
    if (token.kind === 'end') {
      return undefined;
    }
    this.start = token.start;
    let isEmpty = false;
    if (token.kind === 'directive' || token.kind === 'documentStart') {
      this.directives();
      token = scanner.peek();
      if (token.kind !== 'documentStart') {
        throw new Unreadable('a directive is not followed by ---', 'write --- on a line of its own', token.start);
      }
      scanner.take();
      token = scanner.peek();
      this.start = token.start;
      isEmpty = ['directive', 'documentStart', 'documentEnd', 'end'].includes(token.kind);
    }
    const value = isEmpty ? null : this.node(0, true, false);
    scanner.peek(); // what follows must be a token, whichever
    if (this.infinite !== undefined && holdsInfinite(value)) {
      throw noNumber(this.infinite);
    }
    return value;
  }

  private directives(): void {
    const seen = new Set<string>();
    while (this.scanner.peek().kind === 'directive') {
      const { text, suffix, start } = this.scanner.take();
      if (suffix === undefined && text !== '%1.1') {
        throw new Unreadable(`kubectl reads YAML 1.1, this is said to be ${text.slice(1)}`, 'remove the line', start);
      }
      const name = suffix === undefined ? '%YAML' : text;
      if (seen.has(name)) {
        throw new Unreadable(`the directive for ${name} stands twice`, 'remove one of the two', start);
      }
      seen.add(name);
      if (suffix !== undefined) {
        this.handles.set(text, suffix);
      }
    }
  }

  private node(depth: number, inBlock: boolean, listAtKey: boolean): unknown {
    const { scanner } = this;
    let token = scanner.peek();
    if (depth > deepest) {
      throw tooDeep(deepest, token.start);
    }
    this.nodes.count(token.start);
    if (token.kind === 'scalar') {
      scanner.take();
      this.scalarFrom = token.start;
      this.scalarTo = token.end;
      return token.style === 'plain' ? this.plain(token) : token.text;
    }
    if (token.kind === 'alias') {
      scanner.take();
      this.scalarFrom = undefined;
      this.scalar = undefined;
      return this.nodes.resolve(token);
    }
    const start = token;
    let tag: string | undefined;
    let anchor: string | undefined;
    for (let part = 0; part < 2; part++) {
      if (token.kind === 'anchor' && anchor === undefined) {
        anchor = scanner.take().text;
        token = scanner.peek();
      } else if (token.kind === 'tag' && tag === undefined) {
        tag = this.tagOf(scanner.take());
        token = scanner.peek();
      }
    }
    const done = anchor === undefined ? undefined : this.nodes.begin(anchor);
    const value = this.content(depth, inBlock, listAtKey, token, tag, start, anchor !== undefined);
    done?.(value);
    return value;
  }

  private content(
    depth: number,
    inBlock: boolean,
    listAtKey: boolean,
    token: Token,
    tag: string | undefined,
    start: Token,
    hasAnchor: boolean,
  ): unknown {
    const { scanner } = this;
    this.scalarFrom = undefined;
    this.scalar = undefined;
    switch (token.kind) {
      case 'item':
        if (listAtKey) {
          return this.listAtKey(depth);
        }
        break;
      case 'scalar':
        scanner.take();
        this.scalarFrom = start.start;
        this.scalarTo = token.end;
        this.scalar = token;
        this.tag = tag;
        return tag === undefined
          ? token.style === 'plain'
            ? this.plain(token)
            : token.text
          : this.tagged(tag, token.text, start);
      case 'flowList':
        return this.flowList(depth);
      case 'flowMap':
        return this.flowMap(depth);
      case 'blockList':
        if (inBlock) {
          return this.blockList(depth);
        }
        break;
      case 'blockMap':
        if (inBlock) {
          return this.blockMap(depth);
        }
        break;
      default:
    }
    if (hasAnchor || tag !== undefined) {
      return tag === undefined ? null : this.tagged(tag, '', start);
    }
    throw this.unexpected(token, 'a value');
  }

  private plain(token: Token): unknown {
    const value = resolvePlain(token.text);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.infinite ??= token;
    }
    return value;
  }

  private tagged(tag: string, text: string, at: Token): unknown {
    const value = resolveTagged(tag, text);
    if (value === undefined) {
      const name = tag.replace('tag:yaml.org,2002:', '!!');
      throw new Unreadable(
        `the value is none of the kind that its tag ${name} names`,
        'correct the value, or remove the tag',
        at.start,
      );
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.infinite ??= at;
    }
    return value;
  }

  private tagOf({ text, suffix = '', start }: Token): string | undefined {
    if (text === '') {
      return suffix;
    }
    const prefix = this.handles.get(text);
    if (prefix === undefined) {
      throw new Unreadable(
        `nothing says what the handle ${text} of the tag stands for`,
        'put the value in quotes',
        start,
      );
    }
    return prefix + suffix;
  }

  private blockList(depth: number): unknown[] {
    const { scanner } = this;
    const list: unknown[] = [];
    const opened = scanner.take();
    for (;;) {
      const token = scanner.peek();
      if (token.kind === 'blockEnd') {
        scanner.take();
        return list;
      }
      if (token.kind !== 'item') {
        throw this.misplaced(token, opened, 'an item of the list, which begins with a dash');
      }
      scanner.take();
      const { kind, start } = scanner.peek();
      const isEmpty = kind === 'item' || kind === 'blockEnd';
      this.add(list, isEmpty ? this.empty() : this.node(depth + 1, true, false), isEmpty ? token.start : start);
    }
  }

  /** A list whose dashes stand at the column of the key that holds it. */
  private listAtKey(depth: number): unknown[] {
    const { scanner } = this;
    const list: unknown[] = [];
    for (let token = scanner.peek(); token.kind === 'item'; token = scanner.peek()) {
      scanner.take();
      const { kind, start } = scanner.peek();
      const isEmpty = kind === 'item' || kind === 'key' || kind === 'value' || kind === 'blockEnd';
      this.add(list, isEmpty ? this.empty() : this.node(depth + 1, true, false), isEmpty ? token.start : start);
    }
    return list;
  }

  private add(list: unknown[], value: unknown, start: number): void {
    this.note(list, list.length, start);
    list.push(value);
  }

  private empty(): null {
    this.nodes.count(0);
    this.scalarFrom = undefined;
    return null;
  }

  private blockMap(depth: number): Data {
    const { scanner } = this;
    const map = new MapInMaking();
    const opened = scanner.take();
    for (;;) {
      let token = scanner.peek();
      if (token.kind === 'blockEnd') {
        scanner.take();
        return map.data;
      }
      if (token.kind !== 'key') {
        throw token.kind === 'value' ? noKey(token) : this.misplaced(token, opened, 'a key of the map');
      }
      scanner.take();
      const { kind: first } = scanner.peek();
      if (first === 'key' || first === 'value' || first === 'blockEnd') {
        throw noKey(token);
      }
      const key = this.key(depth, true);
      token = scanner.peek();
      let isEmpty = true;
      if (token.kind === 'value') {
        scanner.take();
        const { kind } = scanner.peek();
        isEmpty = kind === 'key' || kind === 'value' || kind === 'blockEnd';
      }
      this.entry(map, key, isEmpty ? -1 : depth + 1, true);
    }
  }

  private flowList(depth: number): unknown[] {
    const { scanner } = this;
    const list: unknown[] = [];
    const opened = scanner.take();
    for (;;) {
      this.comma(opened, ']', list.length === 0);
      const token = scanner.peek();
      if (token.kind === 'flowListEnd') {
        scanner.take();
        this.scalarFrom = undefined;
        return list;
      }
      if (token.kind === 'key') {
        scanner.take();
        this.add(list, this.pairInList(depth), token.start);
      } else {
        this.add(list, this.node(depth + 1, false, false), token.start);
      }
    }
  }

  /** A map of one entry, `[a: 1]`. */
  private pairInList(depth: number): Data {
    const { scanner } = this;
    const map = new MapInMaking();
    this.nodes.count(0);
    const { kind } = scanner.peek();
    const hasKey = kind !== 'value' && kind !== 'flowEntry' && kind !== 'flowListEnd';
    if (!hasKey) {
      throw noKey(scanner.peek());
    }
    const key = this.key(depth, false);
    let isEmpty = true;
    if (scanner.peek().kind === 'value') {
      scanner.take();
      const { kind: next } = scanner.peek();
      isEmpty = next === 'flowEntry' || next === 'flowListEnd';
    }
    this.entry(map, key, isEmpty ? -1 : depth + 2, false);
    this.scalarFrom = undefined;
    return map.data;
  }

  private flowMap(depth: number): Data {
    const { scanner } = this;
    const map = new MapInMaking();
    const opened = scanner.take();
    for (let isFirst = true; ; isFirst = false) {
      this.comma(opened, '}', isFirst);
      let token = scanner.peek();
      if (token.kind === 'flowMapEnd') {
        scanner.take();
        this.scalarFrom = undefined;
        return map.data;
      }
      if (token.kind !== 'key') {
        this.entry(map, this.key(depth, false), -1, false);
        continue;
      }
      scanner.take();
      token = scanner.peek();
      const hasKey = token.kind !== 'value' && token.kind !== 'flowEntry' && token.kind !== 'flowMapEnd';
      if (!hasKey) {
        throw noKey(token);
      }
      const key = this.key(depth, false);
      let isEmpty = true;
      if (scanner.peek().kind === 'value') {
        scanner.take();
        const { kind } = scanner.peek();
        isEmpty = kind === 'flowEntry' || kind === 'flowMapEnd';
      }
      this.entry(map, key, isEmpty ? -1 : depth + 1, false);
    }
  }

  /** Goes over the comma between entries in brackets; the first has none before it. */
  private comma(opened: Token, bracket: string, isFirst: boolean): void {
    const token = this.scanner.peek();
    if (token.kind === 'end' || token.kind === 'documentStart' || token.kind === 'documentEnd') {
      const message = `the bracket that opens here is not closed by ${bracket}`;
      throw new Unreadable(message, 'close the bracket', opened.start);
    }
    if (isFirst || token.kind === 'flowListEnd' || token.kind === 'flowMapEnd') {
      return;
    }
    if (token.kind !== 'flowEntry') {
      const fix = 'separate entries by commas, and close the bracket';
      throw new Unreadable(`a comma or ${bracket} must stand here`, fix, token.start);
    }
    this.scanner.take();
  }

  /** Reads the key of an entry. */
  private key(depth: number, inBlock: boolean): Key {
    const { scanner } = this;
    const first = scanner.peek();
    if (first.kind === 'scalar') {
      scanner.take();
      this.nodes.count(0);
      return keyOf(first.style === 'plain' ? resolvePlain(first.text) : first.text, first, first);
    }
    const value = this.node(depth + 1, inBlock, inBlock);
    const { scalar } = this;
    const isMerge = this.tag === undefined ? scalar?.style === 'plain' : this.tag === mergeTag || this.tag === '!';
    return isMerge && scalar?.text === '<<'
      ? { name: '<<', merges: true, start: first.start }
      : keyOf(value, scalar ?? first, first);
  }

  /** Reads the value of an entry. @param depth how deep it is; -1 where there is none */
  private entry(map: MapInMaking, key: Key, depth: number, inBlock: boolean): void {
    if (key.merges) {
      const at = this.scanner.peek();
      map.merge(depth < 0 ? this.empty() : this.node(depth, inBlock, inBlock), at);
      return;
    }
    this.scalarFrom = undefined;
    const value = depth < 0 ? this.empty() : this.node(depth, inBlock, inBlock);
    if (map.has(key.name)) {
      this.repeated.push(key.start);
    }
    map.set(key.name, value, key.start);
    this.note(map.data, key.name, key.start);
  }

  private note(container: object, step: string | number, start: number): void {
    if (this.places === undefined) {
      return;
    }
    const { scalarFrom, scalarTo } = this;
    let steps = this.places.get(container);
    if (steps === undefined) {
      steps = new Map();
      this.places.set(container, steps);
    }
    steps.set(step, scalarFrom === undefined ? { start } : { start, from: scalarFrom, to: scalarTo });
  }

  private misplaced(token: Token, opened: Token, expected: string): Unreadable {
    if (token.kind === 'end' || token.kind === 'documentEnd') {
      return new Unreadable(`${expected} must stand here`, 'correct the YAML', opened.start);
    }
    return new Unreadable(
      `${expected} must stand here: the line is indented neither like its siblings nor like its parents, or text follows a closed value`,
      'indent the line like its siblings, or put the whole value in quotes',
      token.start,
    );
  }

  private unexpected(token: Token, expected: string): Unreadable {
    const message = `${expected} must stand here`;
    return new Unreadable(
      message,
      'correct the YAML: close brackets, and write each item on a line of its own',
      token.start,
    );
  }
}
