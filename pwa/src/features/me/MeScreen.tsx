import { Missing } from '../../shell/Broken'

export default function MeScreen() {
  return <Missing />
}
