/** Verbs a promise opens with: after "Friday" they tell a due day ("Friday send …") from a name ("Friday release …"). */
export const VERBS = new Set(
  `accept add address adjust agree align announce answer apply approve archive arrange ask assemble assign attach
  attend audit back be begin bill book bring brief build buy calculate call cancel change chase check circulate clean
  clear close collect come comment commit compare compile complete confirm connect contact convert copy create cut
  debug decide define deliver demo deploy describe discuss dispatch do document download draft drop edit email enable
  enter escalate estimate evaluate explain export extend fetch file fill finalise finalize find finish fix follow
  forward gather get give go hand have help hire hold implement import improve inform insert inspect install
  interview invite join keep launch lead learn let list listen look mail make map measure meet mention merge message
  migrate move negotiate nominate notify offer onboard open order organise organize outline own pack pay phone pick
  ping plan polish post prep prepare present print process produce propose provide publish pull push put raise reach
  read rebase rebuild reconcile record refactor refresh register release remind remove rename renew reorder repair
  replace reply report request reschedule research reserve resolve respond restore retry return review revise rewrite
  ring rotate run save say scan schedule search select sell send set settle share ship show shut sign sit sketch sort
  speak specify start stop store submit suggest summarise summarize switch sync take talk tell test text thank tidy
  train transfer translate triage try tune turn unblock update upgrade upload validate verify visit walk write`
    .split(/\s+/u)
    .filter(Boolean),
)
