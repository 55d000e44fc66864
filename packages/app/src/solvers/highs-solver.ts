import type { LinearAnswer, LinearLimits, LinearProgram, SolveLinear } from '@underpin/programme';
import highsModule from 'highs';

// Its types describe the CommonJS build, whose default is one step down; the module build's default is the loader itself.
const loadHighs = highsModule as unknown as (typeof highsModule)['default'];

let loading: Promise<SolveLinear> | null = null;

/**
 * HiGHS as the engines want it: it loads once (a WASM file of the package), then answers synchronously.
 *
 * @example const solve = await highsSolver();
 */
export function highsSolver(): Promise<SolveLinear> {
  loading ??= load();
  return loading;
}

async function load(): Promise<SolveLinear> {
  const highs = await loadHighs();
  return (program: LinearProgram, limits: LinearLimits = {}): LinearAnswer => {
    const whole = program.integer?.some((one) => one === 1) ?? false;
    const finite = (values: Float64Array): Float64Array =>
      values.map((value) => (value === Infinity ? highs.infinity : value === -Infinity ? -highs.infinity : value));
    return highs.withModel(
      {
        numCols: program.columns,
        numRows: program.rows,
        colCost: program.cost,
        colLower: finite(program.lower),
        colUpper: finite(program.upper),
        rowLower: finite(program.rowLower),
        rowUpper: finite(program.rowUpper),
        matrix: {
          format: 'csr',
          numRows: program.rows,
          numCols: program.columns,
          starts: program.rowStart,
          indices: program.column,
          values: program.value,
        },
        ...(program.integer === undefined || !whole ? {} : { integrality: Int32Array.from(program.integer) as never }),
      },
      (model): LinearAnswer => {
        model.options.set({
          output_flag: false,
          ...(limits.seconds === undefined ? {} : { time_limit: limits.seconds }),
          ...(limits.relativeGap === undefined ? {} : { mip_rel_gap: limits.relativeGap }),
        });
        model.run();
        const status = model.getModelStatus();
        const { constants } = highs;
        const info = model.info;
        const has = info.get('primal_solution_status') === 2;
        const solution = model.getSolution();
        const objective = has ? model.getObjectiveValue() : Number.NaN;
        const { modelStatus } = constants;
        const bounded = program.cost.every(
          (cost, at) => (cost >= 0 ? (program.lower[at] ?? 0) : -(program.upper[at] ?? 0)) > -Infinity,
        );
        const cannot = status === modelStatus.infeasible || (bounded && status === modelStatus.unboundedOrInfeasible);
        return {
          status:
            status === modelStatus.optimal
              ? 'optimal'
              : cannot
                ? 'infeasible'
                : status === modelStatus.unbounded || status === modelStatus.unboundedOrInfeasible
                  ? 'unbounded'
                  : 'limit',
          objective,
          bound: whole ? Number(info.get('mip_dual_bound')) : objective,
          primal: has ? solution.colValue : new Float64Array(0),
          rowDual: whole ? new Float64Array(0) : solution.rowDual,
          reducedCost: whole ? new Float64Array(0) : solution.colDual,
        };
      },
    );
  };
}
