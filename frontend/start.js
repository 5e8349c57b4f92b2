// The page without the program. It says in the words of not_started.html why the program does not start, and that the browser
// refuses cookies. And a file that is dropped beside a box for files does not open in place of the page; a folder
// is refused.
{
  const words = (id) => document.getElementById(id).content

  // Trunk.toml says when. The links of the entrance would lead nowhere.
  addEventListener('start-failed', async () => {
    const files = [...document.querySelectorAll('link[crossorigin]')]
    // When all of them come whole, it is the browser that does not run them.
    const come = Promise.all(files.map(({ href, integrity }) => fetch(href, { integrity })))
    const reason = words(await come.then(() => 'not-run', () => 'not-loaded'))
    const page = words('not-started')
    page.querySelector('main').prepend(reason)
    document.title = page.querySelector('h1').innerText + '｜NSS'
    document.body.replaceChildren(page)
    const { operator } = await (await fetch('/api/session')).json()
    const desks = document.getElementById('desks')
    for (const { name, telephone, hours } of operator.contacts) {
      const number = document.createElement('a')
      number.href = 'tel:' + telephone
      number.className = 'app-contact__phone'
      number.append(telephone)
      const line = document.createElement('p')
      line.append(name, ' ', number, `（${hours}）`)
      desks.append(line)
    }
    desks.hidden = false
  })

  // A browser that refuses cookies may still report `cookieEnabled`, and some throw. Scripts do not see the cookie of the
  // session.
  const keepsCookies = () => {
    try {
      document.cookie = 'try=1'
      return document.cookie
    } catch {
      return ''
    }
  }
  if (keepsCookies()) document.cookie = 'try=; max-age=0'
  else document.body.prepend(words('no-cookies'))

  for (const name of ['dragover', 'drop']) {
    addEventListener(name, (event) => {
      const { types, items } = event.dataTransfer
      // A folder would come into the box like a file that cannot be read.
      const hasFolder = name === 'drop' && [...items].some((item) => item.webkitGetAsEntry?.()?.isDirectory)
      if (hasFolder || (event.target.type !== 'file' && types.includes('Files'))) event.preventDefault()
      if (hasFolder) alert('フォルダは添付できません。フォルダを開いて、中のファイルを選択してください。')
    })
  }
}
