import { useEffect, useState } from 'preact/hooks'

/** The playground's time, running on between two states. */
export function useNow(iso: string): Date {
  const [reading, setReading] = useState({ iso, at: performance.now(), now: new Date(iso) })
  useEffect(() => {
    const at = performance.now()
    const read = () => setReading({ iso, at, now: new Date(Date.parse(iso) + performance.now() - at) })
    read()
    const timer = setInterval(read, 5000)
    return () => clearInterval(timer)
  }, [iso])
  return reading.iso === iso ? reading.now : new Date(iso)
}
