import type { Figure, Unit } from './figure.ts';

const written: Record<Unit, (value: number) => string> = {
  seconds: (value) => `${value.toFixed(1)} s`,
  milliseconds: (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`,
  kilobytes: (value) => `${value.toFixed(0)} KB`,
  megabytes: (value) => `${value.toFixed(0)} MB`,
  ratio: (value) => value.toFixed(2),
  count: (value) => String(Math.round(value * 10) / 10),
};

/** Whether a figure is above what is allowed; a ratio counts to two digits, as it is written. */
export function isMissed({ unit, measured, budget }: Figure): boolean {
  if (budget === undefined) return false;
  return unit === 'ratio' ? Math.round(measured * 100) > Math.round(budget * 100) : measured > budget;
}

/** Figures as lines of text: what, budget, measured, whether that is met or by how much it is missed. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    figure.budget === undefined ? '-' : written[figure.unit](figure.budget),
    written[figure.unit](figure.measured),
    verdictOf(figure),
    figure.note ?? '',
  ]);
  const cells = [['what', 'budget', 'measured', 'verdict', 'note'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map(
      (row) =>
        `  ${row
          .map((cell, column) => padded(cell, column, widths))
          .join('  ')
          .trimEnd()}`,
    )
    .join('\n');
}

function padded(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 1 || column === 2 ? cell.padStart(width) : cell.padEnd(width);
}

function verdictOf(figure: Figure): string {
  const { unit, measured, budget } = figure;
  if (budget === undefined) return '';
  if (!isMissed(figure)) return 'met';
  const share = budget === 0 ? '' : ` (${Math.ceil((measured / budget - 1) * 100)} %)`;
  return `missed by ${written[unit](measured - budget)}${share}`;
}
