/** The menu of a line: its options stand for buttons of any feature, by `action_id:value`. Pure. */

interface Press {
  name: string
  value: string
  picked: string | undefined
}

/** The press that was meant: for an option of such a menu, the press of the button for which the option stands. */
export function pressMeant(press: Press): Press {
  const option = press.name === 'menu' ? /^([^:]+):(.*)$/.exec(press.picked ?? '') : null
  return option ? { name: option[1]!, value: option[2]!, picked: undefined } : press
}
