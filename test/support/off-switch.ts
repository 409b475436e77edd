/** The labels of what can be pressed about the thing itself: every message also carries an off switch, in a menu of its own. */
export function withoutOffSwitch(labels: readonly string[]): string[] {
  return labels.filter(
    (label) => !/^(No more of these: .*|No more from .*|No more reminders of this one|Settings)$/.test(label),
  )
}
