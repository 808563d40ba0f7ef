/** What a report may use besides the findings. */
export interface ReportContext {
  /** The text of a file that a finding names, for the lines around it. @default the lines are not shown */
  readonly textOf?: (file: string) => string | undefined;
  /** Whether to use the colours of a terminal. @default false */
  readonly colour?: boolean;
  /** Whether warnings count as failures too. @default false */
  readonly strictExit?: boolean;
  /** The version of this package, for reports that name the tool. @default not said */
  readonly version?: string;
}
