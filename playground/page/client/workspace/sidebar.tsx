import type { ComponentChildren } from 'preact'
import type { Channel } from '../../../api.ts'
import { Avatar } from '../parts/avatar.tsx'
import { findApp, isAppDm, otherSide, useWindow } from '../parts/context.tsx'
import { Icon } from '../parts/icon.tsx'
import { appLocation, channelLocation, findAppDm, isAtApp, type WindowLocation } from './location.ts'

interface Props {
  location: WindowLocation
  onGo: (location: WindowLocation) => void
}

export function Sidebar({ location, onGo }: Props) {
  const { state } = useWindow()
  const rooms = state.channels.filter((channel) => channel.kind !== 'dm')
  const dms = state.channels.filter((channel) => channel.kind === 'dm' && !isAppDm(state, channel))
  const appDm = findAppDm(state)
  const app = findApp(state)
  const atApp = isAtApp(state, location)
  const go = (channel: Channel) => onGo(channelLocation(channel.id))

  return (
    <nav class="sidebar" aria-label={`${state.viewer.realName}'s channels`}>
      <div class="workspace-name">
        <b>{state.team.name}</b>
      </div>
      <Section title="Channels">
        {rooms.map((channel) => (
          <Row
            key={channel.id}
            current={!atApp && location.channelId === channel.id}
            unread={channel.unread}
            name={channel.name}
            onOpen={() => go(channel)}
          >
            <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} size={18} />
          </Row>
        ))}
      </Section>
      {dms.length > 0 && (
        <Section title="Direct messages">
          {dms.map((channel) => {
            const person = otherSide(state, channel)
            return (
              <Row
                key={channel.id}
                current={!atApp && location.channelId === channel.id}
                unread={channel.unread}
                name={person?.realName ?? channel.name}
                onOpen={() => go(channel)}
              >
                <Avatar person={person} size={20} />
              </Row>
            )
          })}
        </Section>
      )}
      {app && (
        <Section title="Apps">
          <Row
            current={atApp}
            unread={appDm?.unread ?? 0}
            name={app.realName}
            onOpen={() => onGo(appLocation('messages', appDm))}
          >
            <Avatar person={app} size={20} />
          </Row>
        </Section>
      )}
      <div class="viewer-card">
        <Avatar person={state.viewer} size={32} />
        <span>
          <b>{state.viewer.realName}</b>
          <small>@{state.viewer.name}</small>
        </span>
      </div>
    </nav>
  )
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  )
}

interface RowProps {
  current: boolean
  unread: number
  name: string
  onOpen: () => void
  children: ComponentChildren
}

function Row({ current, unread, name, onOpen, children }: RowProps) {
  return (
    <li>
      <button
        type="button"
        class={unread > 0 ? 'row unread' : 'row'}
        aria-current={current ? 'page' : undefined}
        onClick={onOpen}
      >
        {children}
        <span class="row-name">{name}</span>
        {unread > 0 && (
          <span class="badge">
            {unread}
            <span class="hidden"> unread</span>
          </span>
        )}
      </button>
    </li>
  )
}
