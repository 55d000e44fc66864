/** A piece of text in a line. `target` is the anchor that it leads to. */
export interface Run {
  readonly text: string;
  readonly strong?: true;
  readonly emphasis?: true;
  readonly code?: true;
  readonly soft?: true;
  /** A word in a frame: `plain`, filled (`strong`), or a marking (`tlp`). */
  readonly tag?: 'plain' | 'strong' | 'tlp';
  readonly target?: string;
}

/** Text of one line or paragraph; a run whose text is "\n" breaks the line. */
export type Runs = readonly Run[];

export type ColumnKind = 'text' | 'number' | 'code' | 'short' | 'long';

export interface Heading {
  readonly kind: 'heading';
  /** 0 is the title of the report. */
  readonly level: 0 | 1 | 2;
  readonly runs: Runs;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly role: 'plain' | 'over' | 'lead' | 'note' | 'notice';
  readonly runs: Runs;
}

/** Terms with what they are. */
export interface Facts {
  readonly kind: 'facts';
  readonly facts: readonly { readonly term: Runs; readonly is: Runs }[];
}

/** The figures that the review asks for. */
export interface KeyFigures {
  readonly kind: 'key';
  readonly figures: readonly { readonly value: Runs; readonly label: Runs; readonly note: Runs }[];
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Runs[];
}

export interface PrintTable {
  readonly kind: 'table';
  readonly id: string;
  readonly caption: Runs;
  readonly columns: readonly { readonly head: Runs; readonly kind: ColumnKind }[];
  readonly rows: readonly {
    readonly cells: readonly Runs[];
    readonly marked: boolean;
    readonly anchor: string | null;
  }[];
}

/** A drawing with its key; `svg` is whole and in the colours of paper. Sizes in px. */
export interface Chart {
  readonly kind: 'chart';
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly legend: readonly { readonly mark: string; readonly meaning: Runs }[];
  readonly caption: Runs;
}

export type Content = Heading | Paragraph | Facts | KeyFigures | List | PrintTable | Chart;

/** One block with the names that links lead to, and the section (id of its main heading) that it stands in. */
export interface Block {
  readonly anchors: readonly string[];
  readonly section: string;
  readonly content: Content;
}
