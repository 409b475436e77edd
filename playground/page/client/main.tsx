import { render } from 'preact'
import { PlaygroundPage } from './playground.tsx'
import './style/base.css'
import './style/bar.css'
import './style/window.css'
import './style/message.css'
import './style/blocks.css'
import './style/dialog.css'
import './style/devtools.css'

render(<PlaygroundPage />, document.querySelector('#playground')!)
