"""Words that carry a sentence but not its subject, by language, as `fold` writes them."""

STOP_WORDS = {
    "en": """
        a about after all also am an and any are as at be been before being between both but by can
        could did do does doing done during each for from further had has have having he her here
        hers him his how i if in into is it its itself just many may me might more most much must
        my no nor not now of off on once only or other our out over own per please s same shall she
        should so some such t than that the their them then there these they this those through to
        too under until up upon us very was we were what when where whether which while who whom
        whose why will with within without would you your
    """,
    "de": """
        ab aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist
        bitte da dabei dafur damit dann das dass dazu dein dem den denn der deren des dessen die
        dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines
        er es etwa euch fur gab gegen gibt habe haben hat hatte hatten hier ich ihm ihn ihnen ihr
        ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes kann kein keine keinen
        konnen konnte man mehr mein mich mir mit muss mussen nach nicht noch nun nur ob oder ohne
        sehr sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte sollten sonst
        uber um und uns unser unter viel viele vom von vor wann war waren warum was weil welche
        welchem welchen welcher welches wem wen wenn wer werde werden weshalb wessen wie wieso
        wieviel wir wird wo wofur woher wohin womit worden wozu wurde wurden zu zum zur zwischen
    """,
    "fr": """
        a ai ainsi alors au aucun aussi autre aux avait avant avec avez avoir avons c ce cela celle
        celles celui ces cet cette ceux chaque chez ci combien comme comment d dans de des doit
        doivent donc dont du elle elles en entre est et etaient etait etant ete etre eu eux faire
        fait faut font furent fut il ils j je l la laquelle le lequel les leur leurs lors lorsque
        lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par parce pas pendant
        peut peuvent peux plus plusieurs pour pourquoi puis qu quand que quel quelle quelles quels
        qui quoi s sa sans se selon sera serait ses si sinon soit son sont sous sur t ta te tes toi
        ton tous tout toute toutes tres trop tu un une vers vos votre vous y
    """,
    "es": """
        a al algo algun alguna algunas alguno algunos ante antes aquel asi aun aunque cada como con
        cual cuales cuando cuanta cuantas cuanto cuantos cuyo de del desde donde dos e el ella
        ellas ellos en entre era eran es esa esas ese eso esos esta estaba estan estas este esto
        estos fue fueron ha haber habia hace hacer han hasta hay la las le les lo los mas me
        mediante mi mientras mis mucho muy ni no nos nosotros o os otra otras otro otros para pero
        por porque puede pueden puedo pues que quien quienes se sea segun ser si sido siendo sin
        sobre son su sus tal tambien tanto te tengo tiene tienen toda todas todo todos tras tu tus
        un una unas uno unos usted y ya yo
    """,
    "pt": """
        a ao aos as ate cada com como cuja cujo da das de dela dele deles depois desde deve devem
        dever do dos e ela elas ele eles em entre era eram essa essas esse esses esta estao estas
        estava este estes eu foi foram fosse ha isso isto ja la lhe mais mas me mesmo meu meus
        minha muito na nao nas nem no nos nossa nosso num numa o onde os ou para pela pelas pelo
        pelos pode podem por porque posso quais qual quando quanta quantas quanto quantos que quem
        sao se seja sem ser sera seu seus so sob sobre sua suas tal tambem te tem tinha todas todo
        todos tu um uma umas uns voce voces
    """,
    "it": """
        a agli ai al alla alle anche c che chi ci come con cosa cui da dai dal dalla dalle degli
        dei del della delle di dove e era essere fra gli ha hanno i il in io l la le lo loro ma mi
        nei nel nella nelle non o per perche piu puo qual quale quali quando quanta quante quanti
        quanto questa queste questi questo se si sono su sua sue sugli sui sul sulla suo tra un una
        uno
    """,
    "nl": """
        aan al als bij daar dan dat de der deze die dit door een en er geen had heb hebben heeft
        het hij hoe hoeveel hun ik in is je kan kunnen maar meer met mijn moet naar niet nog nu of
        om onder ook op over te tot uit van veel voor waar waarom wanneer was wat we welke werd wie
        wij worden wordt zal ze zich zij zijn zo
    """,
    "ko": """
        가지 개 것 것은 것이 경우 그 그건 그것 그것은 그것이 그곳 그러면 그럼 그렇다면 그리고 내 네
        년 누가 누구 는 다른 대 대하여 대한 대해 대해서 더 되나 되는 되어 된 될 됩니까 됩니다 등 때
        또는 또한 만약 말해 명 몇 모두 무슨 무엇 무엇을 무엇이 뭐 및 번 새 수 안 알려 알려줘 어느
        어디 어디에 어떠 어떤 어떻게 언제 얼마 얼마나 왜 우리 원 월 위한 위해 의해 이 이것 일 있
        있나요 있는 있다 있습니까 있습니다 있을까요 저 제 좀 주세요 주십시오 줘 하나 하나요 하는
        하려면 하면 하지 한 할 합니까 합니다 해야 했나요 했습니까
    """,
}
"""Korean ones also without their endings. Chinese has no word borders: see `FUNCTION_WORDS`."""

TALK_WORDS = """
    abschnitt according amount annee ano answer antwort anzahl appelle bedeutet beispiel benotigt
    beschreibe beschreiben beschrieben betrag big braucht called cantidad capitulo chama chamado
    chapitre chapter company comprimento decir decrire decrit define describe described describes
    description detail details dice dire dit document documento documentos documents dokument
    dokumente donner ejemplo empresa entreprise erklare erklaren exactly example exemple exemplo
    explain explained explains explica explicar expliquer far file find finde findet firm firma
    genannt give given grand grande grandes gross grosse handbuch happen happens heissen heisst
    high hoch hoher important jahr kapitel key know lang lange large largo length like list liste
    llama llamado long longitud longtemps longueur lot main manual manuel mean means mention
    mentioned montant mucho name named necesario necesita necessaire necessario need needed nenne
    nennen neu neue neuen new nombre nouveau nouvelle nova novo nueva nuevo number numero oft often
    old page pages pagina paginas pdf percentage possible precisa principais principal principales
    principaux quantidade quoi say says secao seccion section seite seiten show shown significa
    signifie size societe steht taille tamanho tamano tell text texte texto thing things
    unternehmen usa usar used uses using utilise utiliser utiliza utilizar verwendet veut want way
    wichtig wichtiges wichtigste wichtigsten wissen word words work works year zeige 主要 公司 大小
    长度 길이 뜻 문서 문서에 보고서 사용 설명 설명서 알려 의미 주요 크기 파일 페이지 필요 회사
"""
"""Words that questions use to ask: they help to find, but an answer may do without them."""

FUNCTION_WORDS = """
    什么时候 什麼時候 为什么 哪一年 怎么样 怎麼樣 是什么 是什麼 有哪些 為什麼 为何 什么 什麼 他们
    以及 何时 何時 你们 关于 几个 可以 告訴 告诉 哪个 哪些 哪個 哪儿 哪年 哪裡 哪里 多大 多少 多長
    多长 如何 如果 它们 并且 幾個 应该 必須 必须 怎么 怎样 怎樣 怎麼 應該 我们 我們 或者 是否 為何
    甚麼 能否 能够 請問 请问 这个 这些 這些 這個 那个 那么 那些 那個 那麼 關於 需要 上 下 与 个 中
    为 之 也 了 于 从 他 会 你 個 几 到 及 吗 吧 呢 和 哪 嗎 在 她 它 对 對 就 幾 從 您 我 或 把 於
    是 會 有 為 的 而 能 與 被 裡 要 誰 谁 这 這 那 都 里
"""
"""Chinese words that stand between the subjects of a sentence, the longer ones first."""
