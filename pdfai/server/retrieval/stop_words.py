"""Words that carry a sentence but not its subject, by language, as `fold` writes them."""

STOP_WORDS = {
    "en": """
        a about after all also am an and any are as at be been before being between both but by can
        could did do does doing done during each for from further had has have having he her here hers
        him his how i if in into is it its itself just many may me might more most much must my no nor not now of
        off on once only or other our out over own per please s same shall she should so some such t
        than that the their them then there these they this those through to too under until up upon us
        very was we were what when where whether which while who whom whose why will with within
        without would you your
    """,
    "de": """
        ab aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist bitte da
        dabei dafur damit dann das dass dazu dein dem den denn der deren des dessen die dies diese
        diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwa euch
        fur gab gegen gibt habe haben hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren
        ihrer im in ins ist ja jede jedem jeden jeder jedes kann kein keine keinen konnen konnte man
        mehr mein mich mir mit muss mussen nach nicht noch nun nur ob oder ohne sehr sein seine seinem
        seinen seiner seit sich sie sind so soll sollen sollte sollten sonst uber um und uns unser
        unter viel viele vom von vor wann war waren warum was weil welche welchem welchen welcher
        welches wenn wer werde werden weshalb wie wieso wieviel wir wird wo wofur woher wohin wem wen wessen womit worden
        wozu wurde wurden zu zum zur zwischen
    """,
    "fr": """
        a ai ainsi alors au aucun aussi autre aux avait avant avec avez avoir avons c ce cela celle
        celles celui ces cet cette ceux chaque chez ci combien comme comment d dans de des doit doivent
        donc dont du elle elles en entre est et etaient etait etant ete etre eu eux faire fait faut
        font furent fut il ils j je l la laquelle le lequel les leur leurs lors lorsque lui m ma mais
        me meme mes moi mon n ne ni nos notre nous on ont ou par parce pas pendant peut peuvent peux
        plus plusieurs pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se
        selon sera serait ses si sinon soit son sont sous sur t ta te tes toi ton tous tout toute
        toutes tres trop tu un une vers vos votre vous y
    """,
    "es": """
        a al algo algun alguna algunas alguno algunos ante antes aquel asi aun aunque cada como con
        cual cuales cuando cuanta cuantas cuanto cuantos cuyo de del desde donde dos e el ella ellas
        ellos en entre era eran es esa esas ese eso esos esta estaba estan estas este esto estos fue
        fueron ha haber habia hace hacer han hasta hay la las le les lo los mas me mediante mi mientras
        mis mucho muy ni no nos nosotros o os otra otras otro otros para pero por porque puede pueden
        puedo pues que quien quienes se sea segun ser si sido siendo sin sobre son su sus tal tambien
        tanto te tengo tiene tienen toda todas todo todos tras tu tus un una unas uno unos usted y ya
        yo
    """,
    "pt": """
        a ao aos as ate cada com como cuja cujo da das de dela dele deles depois desde deve devem dever
        do dos e ela elas ele eles em entre era eram essa essas esse esses esta estao estas estava este
        estes eu foi foram fosse ha isso isto ja la lhe mais mas me mesmo meu meus minha muito na nao
        nas nem no nos nossa nosso num numa o onde os ou para pela pelas pelo pelos pode podem por
        porque posso quais qual quando quanta quantas quanto quantos que quem sao se seja sem ser sera
        seu seus so sob sobre sua suas tal tambem te tem tinha todas todo todos tu um uma umas uns voce
        voces
    """,
    "it": """
        a agli ai al alla alle anche c che chi ci come con cosa cui da dai dal dalla dalle degli dei
        del della delle di dove e era essere fra gli ha hanno i il in io l la le lo loro ma mi nei nel
        nella nelle non o per perche piu puo qual quale quali quando quanta quante quanti quanto questa
        queste questi questo se si sono su sua sue sugli sui sul sulla suo tra un una uno
    """,
    "nl": """
        aan al als bij daar dan dat de der deze die dit door een en er geen had heb hebben heeft het
        hij hoe hoeveel hun ik in is je kan kunnen maar meer met mijn moet naar niet nog nu of om onder
        ook op over te tot uit van veel voor waar waarom wanneer was wat we welke werd wie wij worden
        wordt zal ze zich zij zijn zo
    """,
    "ko": """
        것 것은 것이 경우 그 그건 그것 그것은 그것이 그곳 그러면 그럼 그렇다면 그리고 내 네 누가 누구
        는 다른 대하여 대한 대해 대해서 더 되나 되는 되어 된 될 됩니까 됩니다 등 때 또는 또한 만약 말해
        몇 모두 무슨 무엇 무엇을 무엇이 뭐 및 수 안 알려 알려줘 어느 어디 어디에 어떠 어떤 어떻게 언제
        얼마 얼마나 왜 우리 위한 위해 의해 이 이것 있 있나요 있는 있다 있습니까 있습니다 있을까요 저 제
        좀 주세요 주십시오 줘 하나 하나요 하는 하려면 하면 하지 한 할 합니까 합니다 해야 했나요
        했습니까
    """,
}
"""Korean ones also without their endings. Chinese has no word borders: see `FUNCTION_WORDS`."""

TALK_WORDS = """
    big far high large long lot often old hoch gross lang lange oft hoher grand grande grandes longtemps mucho largo word words
    abschnitt according annee ano answer antwort appelle bedeutet beispiel benotigt beschreibe
    beschreiben beschrieben braucht called capitulo chama chamado chapitre chapter decir decrire decrit
    define describe described describes description detail details dice dire dit document documento
    documentos documents dokument dokumente donner ejemplo erklare erklaren exactly example exemple
    exemplo explain explained explains explica explicar expliquer file find finde findet genannt give
    given handbuch happen happens heissen heisst jahr kapitel know like list liste llama llamado manual
    manuel mean means mention mentioned name named necesario necesita necessaire necessario need needed
    nenne nennen page pages pagina paginas pdf possible precisa quoi say says secao seccion section
    seite seiten show shown significa signifie steht tell text texte texto thing things usa usar used
    uses using utilise utiliser utiliza utilizar verwendet veut want way wissen work works year zeige
    뜻 문서 문서에 보고서 사용 설명 설명서 알려 의미 파일 페이지 필요
"""
"""Words of questions about documents: they help to find, but an answer may do without them."""

FUNCTION_WORDS = """
    哪一年     什么时候 什麼時候 为什么 為什麼 怎么样 怎麼樣 是什么 是什麼 有哪些 哪些 哪个 哪個 哪里 哪裡 哪儿
    哪年 什么 什麼 甚麼 怎么 怎麼 怎样 怎樣 如何 为何 為何 何时 何時 几个 幾個 多少 多大 多长 多長 是否
    可以 能否 能够 需要 应该 應該 必须 必須 我们 我們 你们 他们 它们 这个 這個 那个 那個 这些 這些 那些
    请问 請問 告诉 告訴 关于 關於 以及 或者 并且 如果 那么 那麼 哪 谁 誰 吗 嗎 呢 吧 的 了 是 在 和 与
    與 及 或 有 我 你 您 他 她 它 这 這 那 个 個 之 于 於 被 把 对 對 从 從 为 為 而 也 都 就 要 会 會
    能 中 上 下 里 裡 到 几 幾
"""
"""Chinese words that stand between the subjects of a sentence, the longer ones first."""
