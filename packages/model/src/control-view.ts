/** Providers under one control. `countryIndex` points into {@link ControlView.countries}; -1 when the country of control is unknown. */
export interface ControlGroup {
  /** Code of the group's head, such as its LEI. */
  readonly id: string;
  readonly name: string;
  readonly countryIndex: number;
  /** False when nothing is known of who controls the provider: it then stands as a group of its own. */
  readonly known: boolean;
}

/**
 * Who controls whom, reduced to what measures of reliance need: each provider's group and each group's country of
 * control, as one view (self-reported, consolidation, company control) sees them on one date.
 */
export interface ControlView {
  readonly view: string;
  /** Index of the group for each provider of the sector; never -1. */
  readonly group: Int32Array;
  readonly groups: readonly ControlGroup[];
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
}
