import type { ComponentChildren } from 'preact'
import type { Channel } from '../../../api.ts'
import { Avatar } from '../parts/avatar.tsx'
import { findApp, otherSide, useWindow } from '../parts/context.tsx'
import { Icon } from '../parts/icon.tsx'
import { Composer } from './composer.tsx'
import { AppHome } from './home.tsx'
import { MessageList } from './message-list.tsx'
import { appLocation, findAppDm, isAtApp, type WindowLocation } from './location.ts'

interface Props {
  location: WindowLocation
  onGo: (location: WindowLocation) => void
  prefill: string | undefined
  onPrefilled: () => void
}

export function Conversation({ location, onGo, prefill, onPrefilled }: Props) {
  const { state } = useWindow()
  const atApp = isAtApp(state, location)
  const channel = atApp ? findAppDm(state) : state.channels.find((one) => one.id === location.channelId)
  const back = () => onGo({ ...location, list: true })
  const composer = { prefill, onPrefilled }
  if (atApp)
    return <AppConversation location={location} onGo={onGo} onBack={back} channel={channel} {...composer} />
  if (!channel) return <section class="conversation" />
  const isRoom = channel.kind !== 'dm'
  const person = isRoom ? undefined : otherSide(state, channel)
  const title = isRoom ? channel.name : (person?.realName ?? channel.name)
  return (
    <section class="conversation">
      <ConversationHeader onBack={back}>
        {isRoom ? (
          <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />
        ) : (
          <Avatar person={person} size={24} />
        )}
        <h1>{title}</h1>
        {isRoom && <Members channel={channel} />}
      </ConversationHeader>
      <ChannelMessages channel={channel} title={isRoom ? `#${channel.name}` : title} {...composer}>
        <div class="welcome">
          <h2>{isRoom ? `# ${channel.name}` : title}</h2>
          <p>
            {isRoom
              ? `This is the very beginning of #${channel.name}. Type /promise here to promise somebody something.`
              : `Only the two of you read this.`}
          </p>
        </div>
      </ChannelMessages>
    </section>
  )
}

interface AppProps extends Props {
  onBack: () => void
  channel: Channel | undefined
}

function AppConversation({ location, onGo, onBack, channel, ...composer }: AppProps) {
  const { state } = useWindow()
  const app = findApp(state)
  const name = app?.realName ?? 'The app'
  const tabs = [
    { tab: 'home', label: 'Home' },
    { tab: 'messages', label: 'Messages' },
  ] as const
  return (
    <section class="conversation">
      <ConversationHeader onBack={onBack}>
        <Avatar person={app} size={24} />
        <h1>{name}</h1>
        <span class="app-badge">App</span>
      </ConversationHeader>
      <div class="tabs" role="group" aria-label={`${name}'s tabs`}>
        {tabs.map(({ tab, label }) => (
          <button
            key={tab}
            type="button"
            aria-pressed={location.tab === tab}
            class="tab"
            onClick={() => onGo(appLocation(tab, channel))}
          >
            {label}
            {tab === 'messages' && (channel?.unread ?? 0) > 0 && location.tab !== 'messages' && (
              <span class="badge">{channel?.unread}</span>
            )}
          </button>
        ))}
      </div>
      {location.tab === 'home' && <AppHome />}
      {location.tab === 'messages' && channel && (
        <ChannelMessages channel={channel} title={name} {...composer}>
          <div class="welcome">
            <Avatar person={app} size={56} />
            <h2>{name}</h2>
            <p>Messages from {name} to you. Nobody else reads this.</p>
          </div>
        </ChannelMessages>
      )}
      {location.tab === 'messages' && !channel && (
        <div class="nothing-yet">
          <p>{name} has not said anything to you yet.</p>
        </div>
      )}
    </section>
  )
}

interface MessagesProps {
  channel: Channel
  title: string
  prefill: string | undefined
  onPrefilled: () => void
  children: ComponentChildren
}

function ChannelMessages({ channel, title, children, ...composer }: MessagesProps) {
  const { state } = useWindow()
  const key = `${state.viewer.id}/${channel.id}`
  return (
    <>
      <MessageList key={key} channel={channel} label={`Messages in ${title}`} welcome={children} />
      {channel.readOnly ? (
        <p class="read-only">Only {title} writes here. Its commands work in every channel.</p>
      ) : (
        <Composer key={`${key}/composer`} channelId={channel.id} label={`Message ${title}`} {...composer} />
      )}
    </>
  )
}

function ConversationHeader({ onBack, children }: { onBack: () => void; children: ComponentChildren }) {
  return (
    <header class="conversation-head">
      <button type="button" class="ghost to-list" aria-label="Back to the list" onClick={onBack}>
        <Icon name="back" />
      </button>
      {children}
    </header>
  )
}

function Members({ channel }: { channel: Channel }) {
  const { state } = useWindow()
  const members = state.people.filter((person) => channel.memberIds.includes(person.id))
  return (
    <span class="members" role="img" aria-label={`With ${members.map((one) => one.realName).join(', ')}`}>
      {members.slice(0, 4).map((person) => (
        <Avatar key={person.id} person={person} size={22} />
      ))}
    </span>
  )
}
