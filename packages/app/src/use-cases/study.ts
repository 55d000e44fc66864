import type { ControlView, Subject } from '@underpin/model';
import { ok, type Result } from '@underpin/model';
import { buildReliance, type Reliance, selectSubject, type Selection, selfReportedControl } from '@underpin/reliance';
import type { LoadedSector } from './load-sector.ts';

/** A sector under one view of control, ready for questions. */
export interface Study {
  readonly loaded: LoadedSector;
  readonly control: ControlView;
  readonly reliance: Reliance;
}

/** Builds the graph of a loaded sector; without a view of control the registers' own parents are followed. */
export function studyOf(loaded: LoadedSector, control: ControlView = selfReportedControl(loaded.sector)): Study {
  return { loaded, control, reliance: buildReliance(loaded.sector, control) };
}

/** What a subject selects in a study. */
export function select(study: Study, subject: Subject): Result<Selection> {
  const selection = selectSubject(study.loaded.sector, study.control, subject);
  return selection.ok ? ok(selection.value) : selection;
}
