import { SourceMap, type SourceMapPayload, type SourceMapping } from 'node:module';

/**
 * Has stack traces tell lines of TypeScript. A map is read when the first error in its file is looked at.
 *
 * @param maps source maps in base64, by the path of the file.
 */
export function mapStackTraces(maps: ReadonlyMap<string, string>): void {
  const parsed = new Map<string, SourceMap>();
  const mapOf = (file: string): SourceMap | undefined => {
    const encoded = maps.get(file);
    let map = parsed.get(file);
    if (map === undefined && encoded !== undefined && encoded !== '') {
      map = new SourceMap(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as SourceMapPayload);
      parsed.set(file, map);
    }
    return map;
  };
  const place = (frame: NodeJS.CallSite): string => {
    const text = (frame as { toString(): string }).toString();
    const file = frame.getFileName() ?? '';
    const line = frame.getLineNumber();
    const column = frame.getColumnNumber();
    if (line === null || column === null) {
      return text;
    }
    const { originalLine, originalColumn } = (mapOf(file)?.findEntry(line - 1, column - 1) ??
      {}) as Partial<SourceMapping>;
    return originalLine === undefined || originalColumn === undefined
      ? text
      : text.replace(`${file}:${line}:${column}`, `${file}:${originalLine + 1}:${originalColumn + 1}`);
  };
  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => `    at ${place(frame)}`)].join('\n');
}
