import type { TrialWord } from '@underpin/trial';

/** Chinese, of what the engine of trials says by code: reasons, what the data lack, units, methods, coverage, plans. */
export const trialWordsZh: Readonly<Record<TrialWord, string>> = {
  'breach.not-sealed': '方案未在取得数据之前封存。',
  'breach.not-as-sealed': '方案不是所封存的方案。',
  'breach.look': '方案计划查看 {looks} 次，没有第 {look} 次。',
  'breach.unit': '“{name}”以“{measured}”测量；方案声明的单位为“{unit}”。',
  running: '期间至 {to} 为止；{asOf} 试运行仍在进行。',
  'more-days': '“{name}”还需要约 {count} 天。',
  'lack.no-value': '{arm}在“{workload}”上没有数值。',
  'lack.days':
    '{arm}在“{workload}”上，{planned} 个计划日中有 {count} 日缺少数值且未获免测（{days}）；最多可缺 {most} 日。',
  'lack.peak': '{arm}在“{workload}”上未见高峰“{peak}”（{days}）。',
  'lack.sample': '{name}：有 {count} {unit}；方案要求 {least}。',
  'lack.sample-of-workload': '{name}（“{workload}”）：有 {count} {unit}；方案要求 {least}。',
  'unit.values': '个数值',
  'unit.pairs': '对数值',
  'unit.days': '天',
  'unit.weeks': '周',
  'unit.intervals': '个间隔',
  'unit.independent-intervals': '个独立间隔',
  'unit.exposure': '个暴露单位',
  'unit.exposure-with-events': '个暴露单位，事件候选 {candidate} 起、现用 {incumbent} 起',
  'unit.exposure-with-failures': '个暴露单位，故障 {count} 次',
  'method.signed-rank.exact': 'Wilcoxon 符号秩检验与 Hodges–Lehmann 区间，精确',
  'method.signed-rank.asymptotic': 'Wilcoxon 符号秩检验与 Hodges–Lehmann 区间，渐近',
  'method.mann-whitney.exact': 'Mann–Whitney 检验与 Hodges–Lehmann 区间，精确',
  'method.mann-whitney.asymptotic': 'Mann–Whitney 检验与 Hodges–Lehmann 区间，渐近',
  'method.bca': 'BCa 自助法',
  'method.bca-of-blocks': '对 {blocks} 个区组的 BCa 自助法，区间不窄于区组上的得分检验',
  'method.negative-binomial': '负二项，计数的变动大于泊松',
  'method.conditional': '泊松率的精确条件检验',
  'method.clopper-pearson': 'Clopper–Pearson',
  'method.miettinen-nurminen': 'Miettinen–Nurminen',
  'method.mtbf': '卡方，故障率恒定',
  'method.worth': '{method}，{blocks} 个区组的间隔相当于 {trials} 个独立间隔',
  'method.widened': '{method}，因相邻区组相关，区间放宽为 {factor} 倍',
  'method.known-to': '{method}，数值精确至 {percent} %',
  'coverage.no-kind': '试运行未见“{kind}”这一种类的负载。',
  'coverage.not-stated': '未说明其 {feature}。',
  'coverage.not-measured': '试运行未在“{seen}”上测量 {feature}。',
  'coverage.unit': '其 {feature} 的单位为“{has}”，试运行以“{had}”测量；请以“{had}”说明。',
  'coverage.exceeds': '其 {feature} 为 {has} {unit}，超过“{seen}”上所见的 {had} {unit}。',
  'coverage.no-size': '试运行未测量“{seen}”的任何规模。',
  'coverage.mix-not-stated': '未说明其交易构成。',
  'coverage.mix-not-measured': '试运行未测量“{seen}”的交易构成。',
  'coverage.mix': '其交易构成与“{seen}”相差 {percent} %；允许 {allowed} %。',
  'plan.per-day': '无法规划“{name}”：请在假定中说明 perDay（每组每天所得）。',
  'plan.spread': '无法规划“{name}”：请在假定中说明 spread（所分析数值的标准差）。',
  'plan.quantile': '无法规划“{name}”：请说明分位数。',
  'plan.rate': '无法规划“{name}”：请在假定中说明 rate（每暴露单位的事件数）。',
  'plan.share': '无法规划“{name}”：请在假定中说明 share（高于要求水平的真实比例）。',
  'plan.shares': '无法规划“{name}”：请在假定中说明 share 与 incumbentShare。',
  'plan.mtbf': '无法规划“{name}”：请在假定中说明 mtbf（高于要求水平的真实平均时间）。',
  'plan.effect': '无法规划“{name}”：假定的效应 {effect} 不在界限 {margin} 之内。',
  'plan.difference': '无法规划“{name}”：假定的差 {difference} 不在界限 {margin} 之内。',
  'plan.never': '无法规划“{name}”：十年仍达不到功效 {power}；请放宽界限或多测量。',
};

/** What stands in the places of a word, where it is English itself. */
export const trialValuesZh = {
  arm: { candidate: '候选系统', incumbent: '现用系统' } as Readonly<Record<string, string>>,
  days: (text: string): string =>
    text
      .replaceAll(' to ', ' 至 ')
      .replaceAll(', ', '、')
      .replace(/ and (\d+) more$/, '，另有 $1 段'),
};
