// The page without the program. It says what this browser lacks, in the words of index.html: without WebAssembly the
// program never runs. And a file that is dropped beside a box for files does not open in place of the page.
{
  const words = (id) => document.getElementById(id).content

  if (typeof WebAssembly !== 'object') {
    // The links of the entrance would lead nowhere.
    addEventListener('DOMContentLoaded', async () => {
      document.body.replaceChildren(words('no-wasm'))
      const { operator } = await (await fetch('/api/session')).json()
      const line = ({ name, telephone, hours }) => `${name} ${telephone}（${hours}）`
      document.getElementById('desks').innerText = operator.contacts.map(line).join('、')
    })
  }

  // A browser that refuses cookies may still report `cookieEnabled`. Scripts do not see the cookie of the session.
  document.cookie = 'try=1'
  if (!document.cookie) document.body.prepend(words('no-cookies'))
  document.cookie = 'try=; max-age=0'

  for (const name of ['dragover', 'drop']) {
    addEventListener(name, (event) => {
      if (event.target.type !== 'file' && event.dataTransfer.types.includes('Files')) event.preventDefault()
    })
  }
}
