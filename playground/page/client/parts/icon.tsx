const drawings = {
  hash: 'M8.2 3.5 6.8 16.5M13.2 3.5l-1.4 13M3.8 7.5h13M3.2 12.5h13',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  home: 'M3.5 9.5 10 4l6.5 5.5M5.5 8.5v7.5h9V8.5M8.5 16v-4h3v4',
  bubble: 'M3.5 5.5a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-5L6 16.6v-3.1h-.5a2 2 0 0 1-2-2z',
  send: 'M3.5 4 17 10 3.5 16l1.8-6zM5.3 10H11',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4.2l2.8 1.8',
  sunrise:
    'M3 15.5h14M5.5 12.5a4.5 4.5 0 0 1 9 0M10 3v2.5M3.8 6.3l1.6 1.6M16.2 6.3l-1.6 1.6M1.8 12.5h1.7M16.5 12.5h1.7',
  calendar: 'M4 5h12v11.5H4zM4 8.5h12M7 3v3M13 3v3',
  compass: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM13 7l-1.8 4.2L7 13l1.8-4.2z',
  gear: 'M4 6h8M15.5 6h.5M13.5 4.2v3.6M4 14h1M8.5 14H16M6.5 12.2v3.6M4 10h5M12.5 10H16M10.8 8.2v3.6',
  columns: 'M3.5 4.5h13v11h-13zM10 4.5v11',
  dots: 'M5 10h.01M10 10h.01M15 10h.01',
  close: 'm5 5 10 10M15 5 5 15',
  eye: 'M2.5 10s2.8-5 7.5-5 7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  back: 'M12.5 4 6.5 10l6 6',
  down: 'm5.5 8 4.5 4.5L14.5 8',
  right: 'M8 5.5 12.5 10 8 14.5',
  check: 'm4.5 10.5 3.8 3.8 7.2-8',
  bolt: 'M11 3 5 11h4.2L9 17l6-8h-4.2z',
  image: 'M3.5 4.5h13v11h-13zM3.5 13l4-4 3.5 3.5 2-2 3.5 3.5M13 8h.01',
  link: 'M8.5 11.5a3 3 0 0 0 4.2 0l2.6-2.6a3 3 0 0 0-4.2-4.2L10 5.8M11.5 8.5a3 3 0 0 0-4.2 0l-2.6 2.6a3 3 0 0 0 4.2 4.2L10 14.2',
  restart: 'M4 10a6 6 0 1 0 2-4.5M4 3.5v3h3',
} as const

export type IconName = keyof typeof drawings

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  )
}
