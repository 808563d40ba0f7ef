import type { IConstruct } from 'constructs';
import { raise, refuse, show, showKind } from './errors';
import { isSecretName } from './text/secret-name';

/** Collects what is wrong with a caller's input, so that one error names all of it. */
export class Problems {
  /** The top of a report about one construct's props. */
  static root(): Problems {
    return new Problems(undefined, '', []);
  }

  // A place is put into words only when something is wrong there: most places are asked for in vain.
  private constructor(
    private readonly parent: Problems | undefined,
    private readonly field: string | number,
    private readonly found: string[],
  ) {}

  /** The same report, at a field of the value at hand. */
  at(field: string | number): Problems {
    return new Problems(this, field, this.found);
  }

  /** Adds "'place' must be <allowed>, got <value>", with the fix behind a semicolon where there is one to name. */
  mustBe(allowed: string, value: unknown, fix?: string): void {
    this.add(`must be ${allowed}, got ${this.show(value)}`, fix);
  }

  /** The value as a message shows it; where the place is one of a secret only what kind of value it is. */
  show(value: unknown): string {
    return this.isSecret() ? showKind(value) : show(value);
  }

  /** Whether the name of the field is that of a secret; of an element that of its list. */
  isSecret(): boolean {
    return typeof this.field === 'number' ? this.parent?.isSecret() === true : isSecretName(this.field);
  }

  /** Adds "'place' <what>", with the fix behind a semicolon where there is one to name. */
  add(what: string, fix?: string): void {
    const place = this.place();
    const subject = place === '' ? '' : `'${place}' `;
    this.found.push(`${subject}${what}${fix === undefined ? '' : `; ${fix}`}`);
  }

  /** What was found so far. */
  get all(): readonly string[] {
    return this.found;
  }

  /** How many were found so far. */
  get count(): number {
    return this.found.length;
  }

  /** Refuses the construct if anything was found. @throws DrydockError with all that was found */
  refuseIfAny(construct: IConstruct): void {
    if (this.found.length > 0) refuse(construct, ...this.found);
  }

  /** Refuses a value that belongs to no construct yet, if anything was found. @throws DrydockError with all that was found */
  refuseValueIfAny(type: string): void {
    if (this.found.length > 0) raise({ path: '', type }, this.found);
  }

  private place(): string {
    if (this.parent === undefined) return '';
    const before = this.parent.place();
    if (typeof this.field === 'number') return `${before}[${this.field}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(this.field)) return `${before}[${JSON.stringify(this.field)}]`;
    return before === '' ? this.field : `${before}.${this.field}`;
  }
}
