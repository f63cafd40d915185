<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Errors</name>
    <message>
        <source>there is no such file</source>
        <translation>diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>it cannot be read (%2)</source>
        <extracomment>%2: the system&apos;s reason</extracomment>
        <translation>nicht lesbar (%2)</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>the file ends in the middle (%2)</source>
        <extracomment>%2: what was open at its end</extracomment>
        <translation>die Datei bricht mittendrin ab (%2)</translation>
    </message>
    <message>
        <source>it cannot be written (%2)</source>
        <extracomment>%2: the system&apos;s reason</extracomment>
        <translation>nicht schreibbar (%2)</translation>
    </message>
    <message>
        <source>this is neither a cluster snapshot nor a kubeconfig</source>
        <translation>das ist weder ein Cluster-Snapshot noch eine kubeconfig</translation>
    </message>
    <message>
        <source>this is no YAML (%2)</source>
        <extracomment>%2: the parser&apos;s words, English</extracomment>
        <translation>das ist kein YAML (%2)</translation>
    </message>
    <message>
        <source>this is no JSON (%2)</source>
        <extracomment>%2: the parser&apos;s words, English</extracomment>
        <translation>das ist kein JSON (%2)</translation>
    </message>
    <message>
        <source>the name is longer than 255 octets</source>
        <translation>der Name ist länger als 255 Oktette</translation>
    </message>
    <message>
        <source>the label &quot;%2&quot; is longer than 63 octets</source>
        <extracomment>a label is the part of a DNS name between two dots</extracomment>
        <translation>das Label „%2“ ist länger als 63 Oktette</translation>
    </message>
    <message>
        <source>the name has an empty label</source>
        <translation>der Name enthält ein leeres Label</translation>
    </message>
    <message>
        <source>this is no domain name (%2)</source>
        <translation>das ist kein Domainname (%2)</translation>
    </message>
    <message>
        <source>there is no record type &quot;%1&quot;</source>
        <translation>einen Record-Typ „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>the DNS message ends in the middle (%2)</source>
        <translation>die DNS-Nachricht bricht mittendrin ab (%2)</translation>
    </message>
    <message>
        <source>the DNS message is broken (%2)</source>
        <translation>die DNS-Nachricht ist defekt (%2)</translation>
    </message>
    <message>
        <source>this is no zone-file text at &quot;%1&quot;: expected %2</source>
        <translation>das ist bei „%1“ kein Zonendatei-Text: erwartet wird %2</translation>
    </message>
    <message>
        <source>this line of resolv.conf does not read: &quot;%1&quot;, expected %2</source>
        <translation>diese Zeile der resolv.conf ist nicht lesbar: „%1“, erwartet wird %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no IP address</source>
        <translation>„%1“ ist keine IP-Adresse</translation>
    </message>
    <message>
        <source>%1 has a wrong shape: %2</source>
        <extracomment>%1: kind and name of an object, %2: field and what was expected</extracomment>
        <translation>%1 hat eine falsche Form: %2</translation>
    </message>
    <message>
        <source>objects of the kind %1 are not used here</source>
        <translation>Objekte der Art %1 werden hier nicht verwendet</translation>
    </message>
    <message>
        <source>nothing here tells which DNS service the cluster uses</source>
        <translation>nichts sagt hier, welchen DNS-Service der Cluster benutzt</translation>
    </message>
    <message>
        <source>there is no CoreDNS ConfigMap, so kubeadm&apos;s default Corefile is assumed</source>
        <translation>eine ConfigMap von CoreDNS fehlt, deshalb gilt das Standard-Corefile von kubeadm</translation>
    </message>
    <message>
        <source>the nodes&apos; own resolv.conf is not known, so answers from outside the cluster are not predicted</source>
        <translation>die resolv.conf des Nodess ist nicht bekannt, deshalb werden Antworten von außerhalb des Clusters nicht vorhergesagt</translation>
    </message>
    <message>
        <source>the Corefile does not parse: %2</source>
        <extracomment>%2: CoreDNS&apos;s words, English</extracomment>
        <translation>das Corefile ist nicht lesbar: %2</translation>
    </message>
    <message>
        <source>the plugin %1 does not start: %2</source>
        <extracomment>%2: CoreDNS&apos;s words, English</extracomment>
        <translation>das Plugin %1 startet nicht: %2</translation>
    </message>
    <message>
        <source>context &quot;%1&quot; does not exist</source>
        <translation>den Kontext „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>no current context is set</source>
        <translation>es ist kein aktueller Kontext gesetzt</translation>
    </message>
    <message>
        <source>no configuration has been provided</source>
        <translation>es ist keine Konfiguration angegeben</translation>
    </message>
    <message>
        <source>cluster &quot;%1&quot; was not found for context &quot;%2&quot;</source>
        <translation>der Cluster „%1“ zum Kontext „%2“ fehlt</translation>
    </message>
    <message>
        <source>user &quot;%1&quot; was not found for context &quot;%2&quot;</source>
        <translation>der Benutzer „%1“ zum Kontext „%2“ fehlt</translation>
    </message>
    <message>
        <source>no server found for cluster &quot;%1&quot;</source>
        <translation>beim Cluster „%1“ steht kein Server</translation>
    </message>
    <message>
        <source>the credentials of user &quot;%1&quot; cannot be used: %2</source>
        <translation>die Zugangsdaten des Benutzers „%1“ sind nicht verwendbar: %2</translation>
    </message>
    <message>
        <source>the certificate authority of cluster &quot;%1&quot; cannot be used: %2</source>
        <translation>die Zertifizierungsstelle des Clusters „%1“ ist nicht verwendbar: %2</translation>
    </message>
    <message>
        <source>the proxy %1 cannot be used: %2</source>
        <translation>der Proxy %1 ist nicht verwendbar: %2</translation>
    </message>
    <message>
        <source>the kubeconfig wants to run a program for user &quot;%1&quot; that you have not confirmed: %2</source>
        <translation>die kubeconfig will für den Benutzer „%1“ ein Programm starten, das nicht bestätigt ist: %2</translation>
    </message>
    <message>
        <source>getting credentials: %1: %2</source>
        <translation>beim Beschaffen der Zugangsdaten: %1: %2</translation>
    </message>
    <message>
        <source>the host is not known</source>
        <translation>der Host ist nicht bekannt</translation>
    </message>
    <message>
        <source>the connection was refused</source>
        <translation>die Verbindung wurde abgelehnt</translation>
    </message>
    <message>
        <source>the connection was lost (%2)</source>
        <translation>die Verbindung ist abgebrochen (%2)</translation>
    </message>
    <message>
        <source>the server does not answer</source>
        <translation>der Server antwortet nicht</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is not trusted (%2)</source>
        <translation>dem Zertifikat des Servers wird nicht vertraut (%2)</translation>
    </message>
    <message>
        <source>no TLS connection comes about (%2)</source>
        <translation>es kommt keine TLS-Verbindung zustande (%2)</translation>
    </message>
    <message>
        <source>you must be logged in to the server (Unauthorized) %2</source>
        <translation>der Server verlangt eine Anmeldung (Unauthorized) %2</translation>
    </message>
    <message>
        <source>Forbidden: %2</source>
        <extracomment>%2: the server&apos;s own words, English</extracomment>
        <translation>Forbidden: %2</translation>
    </message>
    <message>
        <source>the server says for %1: %2</source>
        <translation>der Server meldet für %1: %2</translation>
    </message>
    <message>
        <source>the server&apos;s answer for %1 does not read (%2)</source>
        <translation>die Antwort des Servers für %1 ist nicht lesbar (%2)</translation>
    </message>
    <message>
        <source>there is no pod &quot;%1&quot;</source>
        <translation>einen Pod „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not NAMESPACE/POD</source>
        <translation>„%1“ ist nicht NAMESPACE/POD</translation>
    </message>
    <message>
        <source>no node cache runs on node &quot;%1&quot;</source>
        <translation>auf dem Node „%1“ läuft kein Node-Cache</translation>
    </message>
    <message>
        <source>there is no namespace &quot;%1&quot;</source>
        <translation>einen Namespace „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is in no zone of the kubernetes plugin</source>
        <translation>„%1“ liegt in keiner Zone des kubernetes-Plugins</translation>
    </message>
    <message>
        <source>it takes %2</source>
        <extracomment>%2: what the option takes, English</extracomment>
        <translation>erwartet wird %2</translation>
    </message>
    <message>
        <source>this command is not available yet</source>
        <translation>diesen Befehl gibt es noch nicht</translation>
    </message>
    <message>
        <source>check the path</source>
        <translation>Pfad prüfen</translation>
    </message>
    <message>
        <source>check the path and its permissions</source>
        <translation>Pfad und Zugriffsrechte prüfen</translation>
    </message>
    <message>
        <source>give a file with Kubernetes objects, for instance of kubectl get -o yaml</source>
        <translation>eine Datei mit Kubernetes-Objekten angeben, zum Beispiel von kubectl get -o yaml</translation>
    </message>
    <message>
        <source>save it again, it was cut off</source>
        <translation>noch einmal speichern, sie wurde abgeschnitten</translation>
    </message>
    <message>
        <source>open a file of Kubernetes objects or a kubeconfig</source>
        <translation>eine Datei mit Kubernetes-Objekten oder eine kubeconfig öffnen</translation>
    </message>
    <message>
        <source>mend the file at this place</source>
        <translation>die Datei an dieser Stelle berichtigen</translation>
    </message>
    <message>
        <source>shorten it</source>
        <translation>kürzen</translation>
    </message>
    <message>
        <source>remove the second of two dots in a row</source>
        <translation>den zweiten von zwei Punkten hintereinander entfernen</translation>
    </message>
    <message>
        <source>use a type such as A, AAAA, SRV, PTR, CNAME, NS, SOA, TXT or TYPE65</source>
        <translation>einen Typ wie A, AAAA, SRV, PTR, CNAME, NS, SOA, TXT oder TYPE65 verwenden</translation>
    </message>
    <message>
        <source>correct this field</source>
        <translation>dieses Feld berichtigen</translation>
    </message>
    <message>
        <source>give --cluster-dns</source>
        <translation>--cluster-dns angeben</translation>
    </message>
    <message>
        <source>give --corefile to use another</source>
        <translation>ein anderes mit --corefile angeben</translation>
    </message>
    <message>
        <source>add documents of the kinds NodeResolvConf and Upstream to a snapshot to predict them</source>
        <translation>einem Snapshot Dokumente der Arten NodeResolvConf und Upstream hinzufügen, um sie vorherzusagen</translation>
    </message>
    <message>
        <source>correct the Corefile; CoreDNS would not load it either</source>
        <translation>das Corefile berichtigen; auch CoreDNS würde es nicht laden</translation>
    </message>
    <message>
        <source>choose one of kubectl config get-contexts</source>
        <translation>einen aus kubectl config get-contexts wählen</translation>
    </message>
    <message>
        <source>give --context or set one with kubectl config use-context</source>
        <translation>--context angeben oder mit kubectl config use-context einen setzen</translation>
    </message>
    <message>
        <source>give --kubeconfig, --snapshot or --demo</source>
        <translation>--kubeconfig, --snapshot oder --demo angeben</translation>
    </message>
    <message>
        <source>correct the kubeconfig</source>
        <translation>die kubeconfig berichtigen</translation>
    </message>
    <message>
        <source>read the command and confirm it with --allow-exec</source>
        <translation>den Befehl lesen und mit --allow-exec bestätigen</translation>
    </message>
    <message>
        <source>check the server&apos;s name and your network</source>
        <translation>Servernamen und Netzwerk prüfen</translation>
    </message>
    <message>
        <source>did you specify the right host or port?</source>
        <translation>Host und Port prüfen</translation>
    </message>
    <message>
        <source>check that the API server runs and can be reached</source>
        <translation>prüfen, ob der API-Server läuft und erreichbar ist</translation>
    </message>
    <message>
        <source>check certificate-authority and tls-server-name in the kubeconfig</source>
        <translation>certificate-authority und tls-server-name in der kubeconfig prüfen</translation>
    </message>
    <message>
        <source>renew the credentials of this context</source>
        <translation>die Zugangsdaten dieses Kontexts erneuern</translation>
    </message>
    <message>
        <source>ask for the right to list it</source>
        <translation>das Recht zum Auflisten erbitten</translation>
    </message>
    <message>
        <source>list them with kubectl get pods -A</source>
        <translation>mit kubectl get pods -A auflisten</translation>
    </message>
    <message>
        <source>name the pod as NAMESPACE/POD</source>
        <translation>den Pod als NAMESPACE/POD angeben</translation>
    </message>
    <message>
        <source>name a node with a running node-local-dns pod</source>
        <translation>einen Node mit laufendem node-local-dns-Pod angeben</translation>
    </message>
    <message>
        <source>see ndots --help</source>
        <translation>siehe ndots --help</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>API server</source>
        <translation>API-Server</translation>
    </message>
    <message>
        <source>the document</source>
        <extracomment>stands where no object can be named: &quot;the document has a wrong shape&quot;</extracomment>
        <translation>das Dokument</translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <source>The reply has %1 octets: it fits the 512 of plain DNS over UDP.</source>
        <translation>Die Antwort hat %1 Oktette: Sie passt in die 512 von einfachem DNS über UDP.</translation>
    </message>
    <message>
        <source>The reply has %1 octets: more than the 512 of plain UDP, it needs EDNS or TCP.</source>
        <translation>Die Antwort hat %1 Oktette: mehr als die 512 von einfachem UDP; sie braucht EDNS oder TCP.</translation>
    </message>
    <message>
        <source>The reply has %1 octets: more than the usual EDNS size of 1232, resolvers fall back to TCP.</source>
        <translation>Die Antwort hat %1 Oktette: mehr als die übliche EDNS-Größe 1232; Resolver weichen auf TCP aus.</translation>
    </message>
    <message>
        <source>The reply has %1 octets: only TCP carries it.</source>
        <translation>Die Antwort hat %1 Oktette: Nur TCP kann sie übertragen.</translation>
    </message>
    <message>
        <source>%1 asks %2 for %3 of %4.</source>
        <translation>%1 fragt %2 nach %3 von %4.</translation>
    </message>
    <message>
        <source>The answer from %2 arrives at %1: %3.</source>
        <translation>Die Antwort von %2 kommt bei %1 an: %3.</translation>
    </message>
    <message>
        <source>The question from %2 arrives at %1.</source>
        <translation>Die Anfrage von %2 kommt bei %1 an.</translation>
    </message>
    <message>
        <source>%1 answers %2: %3.</source>
        <translation>%1 antwortet %2: %3.</translation>
    </message>
    <message>
        <source>No reply came in time; the resolver stops waiting.</source>
        <translation>Es kam rechtzeitig keine Antwort; der Resolver wartet nicht länger.</translation>
    </message>
    <message>
        <source>The resolver asks again.</source>
        <translation>Der Resolver fragt noch einmal.</translation>
    </message>
    <message>
        <source>The reply was truncated, so the resolver asks again over TCP.</source>
        <translation>Die Antwort war abgeschnitten, deshalb fragt der Resolver über TCP noch einmal.</translation>
    </message>
    <message>
        <source>Nothing listens there: the system says so at once.</source>
        <translation>Dort lauscht niemand: Das System meldet es sofort.</translation>
    </message>
    <message>
        <source>The cache has it: nobody further on is asked.</source>
        <translation>Der Cache hat es: Niemand weiter hinten wird gefragt.</translation>
    </message>
    <message>
        <source>The cache does not have it.</source>
        <translation>Der Cache hat es nicht.</translation>
    </message>
    <message>
        <source>The cache has an expired answer and may still give it.</source>
        <translation>Der Cache hat eine abgelaufene Antwort und darf sie noch geben.</translation>
    </message>
    <message>
        <source>The cache keeps the answer.</source>
        <translation>Der Cache speichert die Antwort.</translation>
    </message>
    <message>
        <source>The cache asks anew in the background.</source>
        <translation>Der Cache fragt im Hintergrund neu.</translation>
    </message>
    <message>
        <source>Plugin %1.</source>
        <translation>Plugin %1.</translation>
    </message>
    <message>
        <source>What happens now: %1</source>
        <extracomment>%1: Pod, Node cache, CoreDNS or Upstream</extracomment>
        <translation>Was jetzt geschieht: %1</translation>
    </message>
    <message>
        <source>What came back</source>
        <translation>Was zurückkam</translation>
    </message>
    <message>
        <source>%1 of %2: %3.</source>
        <translation>%1 von %2: %3.</translation>
    </message>
    <message>
        <source>The data comes from %1.</source>
        <extracomment>%1: such as coredns/kubernetes</extracomment>
        <translation>Die Daten kommen von %1.</translation>
    </message>
    <message>
        <source>What would save it?</source>
        <translation>Was würde das ersparen?</translation>
    </message>
    <message>
        <source>Asked as %1 with the final dot: %2 queries instead of %3.</source>
        <translation>Als %1 mit dem Punkt am Ende gefragt: %2 statt %3 Anfragen.</translation>
    </message>
    <message>
        <source>With ndots:%1 in this pod&apos;s dnsConfig the name as typed is asked first.</source>
        <translation>Mit ndots:%1 in der dnsConfig dieses Pods wird der Name zuerst wie eingegeben gefragt.</translation>
    </message>
    <message>
        <source>Why is this asked at all?</source>
        <translation>Warum wird das überhaupt gefragt?</translation>
    </message>
    <message>
        <source>What the resolver does with it</source>
        <translation>Was der Resolver damit macht</translation>
    </message>
</context>
<context>
    <name>Film</name>
    <message>
        <source>no reply</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>ignoriert</translation>
    </message>
    <message>
        <source>as typed</source>
        <translation>wie eingegeben</translation>
    </message>
    <message>
        <source>SEQUENCE</source>
        <translation>ABLAUF</translation>
    </message>
    <message>
        <source>from cache</source>
        <translation>aus dem Cache</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>1 of %1</source>
        <extracomment>one CoreDNS replica of so many</extracomment>
        <translation>1 von %1</translation>
    </message>
    <message>
        <source>Pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Node cache</source>
        <translation>Node-Cache</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>Upstream</translation>
    </message>
    <message>
        <source>asked without a pod</source>
        <translation>ohne Pod gefragt</translation>
    </message>
    <message>
        <source>no node cache here</source>
        <translation>hier kein Node-Cache</translation>
    </message>
    <message>
        <source>no CoreDNS on this way</source>
        <translation>kein CoreDNS unterwegs</translation>
    </message>
    <message>
        <source>no upstream needed</source>
        <translation>kein Upstream nötig</translation>
    </message>
    <message>
        <source>has not asked yet</source>
        <translation>hat noch nicht gefragt</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>noch nicht gefragt</translation>
    </message>
    <message>
        <source>off here</source>
        <extracomment>the cache is switched off for this name</extracomment>
        <translation>hier aus</translation>
    </message>
    <message>
        <source>hit</source>
        <extracomment>found in the cache; %1: seconds that it still lives</extracomment>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>hit, %1 s left</source>
        <translation>Treffer, noch %1 s</translation>
    </message>
    <message>
        <source>miss</source>
        <extracomment>not found in the cache</extracomment>
        <translation>kein Treffer</translation>
    </message>
    <message>
        <source>stale</source>
        <extracomment>found in the cache, but expired</extracomment>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>stored %1 s</source>
        <translation>%1 s gespeichert</translation>
    </message>
    <message>
        <source>renewing</source>
        <translation>wird erneuert</translation>
    </message>
    <message>
        <source>not stored</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>1 dot &lt; %2: search first</source>
        <extracomment>%1: how many dots the name has, %2: the value of ndots</extracomment>
        <translation>1 Punkt &lt; %2: erst suchen</translation>
    </message>
    <message>
        <source>%1 dots &lt; %2: search first</source>
        <translation>%1 Punkte &lt; %2: erst suchen</translation>
    </message>
    <message>
        <source>1 dot ≥ %2: as typed first</source>
        <extracomment>%1: how many dots the name has, %2: the value of ndots</extracomment>
        <translation>1 Punkt ≥ %2: erst direkt</translation>
    </message>
    <message>
        <source>%1 dots ≥ %2: as typed first</source>
        <translation>%1 Punkte ≥ %2: erst direkt</translation>
    </message>
    <message>
        <source>final dot: no search</source>
        <translation>Punkt am Ende: keine Suche</translation>
    </message>
    <message>
        <source>musl: as typed only</source>
        <translation>musl: nur wie eingegeben</translation>
    </message>
    <message>
        <source>.onion: not for DNS</source>
        <translation>.onion: nicht für DNS</translation>
    </message>
    <message>
        <source>no dot: first suffix</source>
        <translation>kein Punkt: erstes Suffix</translation>
    </message>
    <message>
        <source>a dot: as typed only</source>
        <translation>Punkt: nur wie eingegeben</translation>
    </message>
    <message>
        <source>PATH · candidate %1 of %2</source>
        <extracomment>a candidate is one of the names that the resolver tries in turn</extracomment>
        <translation>WEG · Kandidat %1 von %2</translation>
    </message>
    <message>
        <source>unknown</source>
        <extracomment>what the plugin does is not known</extracomment>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>passes</source>
        <extracomment>the plugin passes the question on</extracomment>
        <translation>reicht weiter</translation>
    </message>
    <message>
        <source>answers</source>
        <extracomment>the plugin answers the question</extracomment>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>changes</source>
        <extracomment>the plugin changes question or answer</extracomment>
        <translation>ändert</translation>
    </message>
    <message>
        <source>predicted</source>
        <extracomment>computed from the cluster&apos;s objects, not measured</extracomment>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>observed</source>
        <translation>beobachtet</translation>
    </message>
    <message>
        <source>inferred</source>
        <extracomment>bounded or joined from observations</extracomment>
        <translation>erschlossen</translation>
    </message>
    <message>
        <source>outside names: straight to the upstream</source>
        <translation>Namen außerhalb: direkt zum Upstream</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>The Service %1 exists; the answer is its cluster IP, whether or not a pod stands behind it.</source>
        <translation>Der Service %1 existiert; die Antwort ist seine Cluster-IP, ob ein Pod dahintersteht oder nicht.</translation>
    </message>
    <message>
        <source>cluster IP</source>
        <translation>Cluster-IP</translation>
    </message>
    <message>
        <source>The Service %1 is headless, so the answer is the addresses of its ready endpoints: %2.</source>
        <extracomment>%1: a Service, %2: how many</extracomment>
        <translation>Der Service %1 ist headless, deshalb sind die Antwort die Adressen seiner bereiten Endpoints: %2.</translation>
    </message>
    <message>
        <source>ready endpoints: %2</source>
        <translation>bereite Endpoints: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is one endpoint of the Service %2; the answer is its address.</source>
        <extracomment>%1: the endpoint&apos;s label in the name, %2: a Service</extracomment>
        <translation>„%1“ ist ein Endpoint des Service %2; die Antwort ist dessen Adresse.</translation>
    </message>
    <message>
        <source>one endpoint</source>
        <translation>ein Endpoint</translation>
    </message>
    <message>
        <source>The SRV records of %1 tell port and target; the first port is %2.</source>
        <translation>Die SRV-Records von %1 nennen Port und Ziel; der erste Port ist %2.</translation>
    </message>
    <message>
        <source>SRV, port %2</source>
        <translation>SRV, Port %2</translation>
    </message>
    <message>
        <source>The Service %1 is of the type ExternalName: the answer is a CNAME for %2.</source>
        <translation>Der Service %1 ist vom Typ ExternalName: Die Antwort ist ein CNAME auf %2.</translation>
    </message>
    <message>
        <source>CNAME %2</source>
        <translation>CNAME %2</translation>
    </message>
    <message>
        <source>With &quot;pods insecure&quot; the address %1 is taken from the name itself; no such pod needs to exist.</source>
        <translation>Mit „pods insecure“ kommt die Adresse %1 aus dem Namen selbst; einen solchen Pod muss es nicht geben.</translation>
    </message>
    <message>
        <source>address from the name</source>
        <translation>Adresse aus dem Namen</translation>
    </message>
    <message>
        <source>With &quot;pods verified&quot; the name answers because the pod %1 has this address.</source>
        <translation>Mit „pods verified“ gibt es den Namen, weil der Pod %1 diese Adresse hat.</translation>
    </message>
    <message>
        <source>pod verified</source>
        <translation>Pod geprüft</translation>
    </message>
    <message>
        <source>This is the cluster IP of the Service %1, so the PTR record names the Service.</source>
        <translation>Das ist die Cluster-IP des Service %1, deshalb nennt der PTR-Record den Service.</translation>
    </message>
    <message>
        <source>names the Service</source>
        <translation>nennt den Service</translation>
    </message>
    <message>
        <source>An endpoint of the Service %1 has this address, so the PTR record names that endpoint.</source>
        <translation>Ein Endpoint des Service %1 hat diese Adresse, deshalb nennt der PTR-Record diesen Endpoint.</translation>
    </message>
    <message>
        <source>names the endpoint</source>
        <translation>nennt den Endpoint</translation>
    </message>
    <message>
        <source>%1 is the zone itself: it exists, but has no record of this type (NODATA).</source>
        <extracomment>%1: a zone</extracomment>
        <translation>%1 ist die Zone selbst: Sie existiert, hat aber keinen Record dieses Typs (NODATA).</translation>
    </message>
    <message>
        <source>the zone itself</source>
        <translation>die Zone selbst</translation>
    </message>
    <message>
        <source>The name servers of %1 are the Services that have CoreDNS as an endpoint.</source>
        <translation>Die Nameserver von %1 sind die Services, die CoreDNS als Endpoint haben.</translation>
    </message>
    <message>
        <source>zone&apos;s name servers</source>
        <translation>Nameserver der Zone</translation>
    </message>
    <message>
        <source>This is the SOA record of %1; its serial is the time of the last change that CoreDNS saw.</source>
        <translation>Das ist der SOA-Record von %1; seine Seriennummer ist der Zeitpunkt der letzten Änderung, die CoreDNS gesehen hat.</translation>
    </message>
    <message>
        <source>zone&apos;s SOA</source>
        <translation>SOA der Zone</translation>
    </message>
    <message>
        <source>The TXT record under %1 tells which version of the Kubernetes DNS specification is served.</source>
        <translation>Der TXT-Record unter %1 nennt die Version der Kubernetes-DNS-Spezifikation, die hier gilt.</translation>
    </message>
    <message>
        <source>specification version</source>
        <translation>Version der Spezifikation</translation>
    </message>
    <message>
        <source>There is no namespace &quot;%1&quot; in the cluster, so the kubernetes plugin answers NXDOMAIN.</source>
        <translation>Einen Namespace „%1“ gibt es im Cluster nicht, deshalb antwortet das kubernetes-Plugin mit NXDOMAIN.</translation>
    </message>
    <message>
        <source>no such namespace</source>
        <translation>Namespace fehlt</translation>
    </message>
    <message>
        <source>The namespace &quot;%1&quot; exists, but the option &quot;%2&quot; keeps it out of DNS, so the answer is NXDOMAIN.</source>
        <extracomment>%1: a namespace, %2: an option of the kubernetes plugin</extracomment>
        <translation>Den Namespace „%1“ gibt es, aber die Option „%2“ hält ihn aus dem DNS heraus, deshalb ist die Antwort NXDOMAIN.</translation>
    </message>
    <message>
        <source>namespace left out</source>
        <translation>Namespace ausgenommen</translation>
    </message>
    <message>
        <source>There is no Service &quot;%1&quot; in the namespace &quot;%2&quot;, so the answer is NXDOMAIN.</source>
        <translation>Einen Service „%1“ gibt es im Namespace „%2“ nicht, deshalb ist die Antwort NXDOMAIN.</translation>
    </message>
    <message>
        <source>no such Service</source>
        <translation>Service fehlt</translation>
    </message>
    <message>
        <source>In front of the cluster&apos;s zone stands &quot;%1&quot;, where only &quot;svc&quot; or &quot;pod&quot; can stand, so the answer is NXDOMAIN.</source>
        <translation>Vor der Zone des Clusters steht „%1“, wo nur „svc“ oder „pod“ stehen kann, deshalb ist die Antwort NXDOMAIN.</translation>
    </message>
    <message>
        <source>neither svc nor pod</source>
        <translation>weder svc noch pod</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has more labels than any name of the cluster, so the answer is NXDOMAIN.</source>
        <translation>„%1“ hat mehr Labels als jeder Name des Clusters, deshalb ist die Antwort NXDOMAIN.</translation>
    </message>
    <message>
        <source>too many labels</source>
        <translation>zu viele Labels</translation>
    </message>
    <message>
        <source>The headless Service %1 has no ready endpoint (endpoints in all: %2), so its name does not exist at the moment: NXDOMAIN.</source>
        <extracomment>%1: a Service, %2: how many</extracomment>
        <translation>Der headless Service %1 hat keinen bereiten Endpoint (Endpoints insgesamt: %2), deshalb gibt es seinen Namen zurzeit nicht: NXDOMAIN.</translation>
    </message>
    <message>
        <source>no ready endpoint</source>
        <translation>kein Endpoint bereit</translation>
    </message>
    <message>
        <source>The Service %2 has no ready endpoint called &quot;%1&quot;, so the answer is NXDOMAIN.</source>
        <translation>Der Service %2 hat keinen bereiten Endpoint namens „%1“, deshalb ist die Antwort NXDOMAIN.</translation>
    </message>
    <message>
        <source>no such endpoint</source>
        <translation>Endpoint fehlt</translation>
    </message>
    <message>
        <source>The Service %3 has no port named &quot;%1&quot; with the protocol &quot;%2&quot;, so the answer is NXDOMAIN.</source>
        <extracomment>%1: a port&apos;s name, %2: tcp, udp or sctp, %3: a Service</extracomment>
        <translation>Der Service %3 hat keinen Port namens „%1“ mit dem Protokoll „%2“, deshalb ist die Antwort NXDOMAIN.</translation>
    </message>
    <message>
        <source>no such port</source>
        <translation>Port fehlt</translation>
    </message>
    <message>
        <source>No port of the Service %1 has a name, so it has no _port._protocol name: NXDOMAIN.</source>
        <translation>Kein Port des Service %1 hat einen Namen, deshalb gibt es keinen _port._protocol-Namen: NXDOMAIN.</translation>
    </message>
    <message>
        <source>ports have no names</source>
        <translation>Ports ohne Namen</translation>
    </message>
    <message>
        <source>%1 exists, but has only addresses of the other family. The question for %2 gets NODATA.</source>
        <extracomment>%1: a Service or a name, %2: A or AAAA</extracomment>
        <translation>%1 existiert, hat aber nur Adressen der anderen Familie. Die Anfrage nach %2 bekommt NODATA.</translation>
    </message>
    <message>
        <source>no %2, other family</source>
        <translation>kein %2, andere Familie</translation>
    </message>
    <message>
        <source>The kubernetes plugin has no records of the type %1 for this name.</source>
        <translation>Das kubernetes-Plugin hat zu diesem Namen keine Records vom Typ %1.</translation>
    </message>
    <message>
        <source>no %1 records</source>
        <translation>keine %1-Records</translation>
    </message>
    <message>
        <source>The option &quot;pods&quot; is off, so no pod has a name below pod.%1.</source>
        <translation>Die Option „pods“ ist aus, deshalb hat kein Pod einen Namen unter pod.%1.</translation>
    </message>
    <message>
        <source>pod names are off</source>
        <translation>Pod-Namen sind aus</translation>
    </message>
    <message>
        <source>A pod&apos;s name is its IP address with dashes; &quot;%1&quot; is none, so the answer is NXDOMAIN.</source>
        <translation>Der Name eines Pods ist seine IP-Adresse mit Bindestrichen; „%1“ ist keine, deshalb ist die Antwort NXDOMAIN.</translation>
    </message>
    <message>
        <source>no dashed address</source>
        <translation>keine Adresse mit Strichen</translation>
    </message>
    <message>
        <source>With &quot;pods verified&quot; a running pod must have the address: none in the namespace &quot;%2&quot; has %1, so the answer is NXDOMAIN.</source>
        <translation>Mit „pods verified“ muss ein laufender Pod die Adresse haben: Im Namespace „%2“ hat keiner %1, deshalb ist die Antwort NXDOMAIN.</translation>
    </message>
    <message>
        <source>no pod has it</source>
        <translation>kein Pod hat sie</translation>
    </message>
    <message>
        <source>The Service %1 has no ready endpoint, and the option &quot;ignore empty_service&quot; hides such Services: NXDOMAIN.</source>
        <translation>Der Service %1 hat keinen bereiten Endpoint, und die Option „ignore empty_service“ verbirgt solche Services: NXDOMAIN.</translation>
    </message>
    <message>
        <source>empty Service hidden</source>
        <translation>leerer Service verborgen</translation>
    </message>
    <message>
        <source>The externalName of the Service %1 is the address %2. Only a name can be the target of a CNAME, so the answer is NXDOMAIN.</source>
        <translation>Der externalName des Service %1 ist die Adresse %2. Nur ein Name kann Ziel eines CNAME sein, deshalb ist die Antwort NXDOMAIN.</translation>
    </message>
    <message>
        <source>externalName is an address</source>
        <translation>externalName ist Adresse</translation>
    </message>
    <message>
        <source>%1 is of the type ExternalName: only its own name exists, nothing below it, so the answer is NXDOMAIN.</source>
        <translation>%1 ist vom Typ ExternalName: Nur der Name selbst existiert und nichts darunter, deshalb ist die Antwort NXDOMAIN.</translation>
    </message>
    <message>
        <source>below an ExternalName</source>
        <translation>unter einem ExternalName</translation>
    </message>
    <message>
        <source>The option &quot;noendpoints&quot; keeps endpoints out of DNS, so %1 has no such name: NXDOMAIN.</source>
        <translation>Die Option „noendpoints“ hält Endpoints aus dem DNS heraus, deshalb hat %1 keinen solchen Namen: NXDOMAIN.</translation>
    </message>
    <message>
        <source>endpoints are off</source>
        <translation>Endpoints sind aus</translation>
    </message>
    <message>
        <source>%1 is neither a Service&apos;s cluster IP nor the address of a ready endpoint, so the cluster has no PTR record for it.</source>
        <translation>%1 ist weder die Cluster-IP eines Service noch die Adresse eines bereiten Endpoints, deshalb hat der Cluster keinen PTR-Record dafür.</translation>
    </message>
    <message>
        <source>nobody&apos;s address</source>
        <translation>niemandes Adresse</translation>
    </message>
    <message>
        <source>%1 is not the reverse name of a whole address, so it has no PTR record.</source>
        <translation>%1 ist nicht der Reverse-Name einer ganzen Adresse und hat deshalb keinen PTR-Record.</translation>
    </message>
    <message>
        <source>no whole address</source>
        <translation>keine ganze Adresse</translation>
    </message>
    <message>
        <source>CoreDNS has not read the whole cluster yet. Until then it answers SERVFAIL where it would say NXDOMAIN.</source>
        <translation>CoreDNS hat noch nicht den ganzen Cluster gelesen. Bis dahin antwortet es SERVFAIL statt NXDOMAIN.</translation>
    </message>
    <message>
        <source>not synced yet</source>
        <translation>noch nicht synchron</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is only a branch of the tree: names exist below it, but it has no records itself.</source>
        <translation>„%1“ ist nur ein Zweig des Baums: Darunter gibt es Namen, aber er selbst hat keine Records.</translation>
    </message>
    <message>
        <source>a branch, no records</source>
        <translation>Zweig ohne Records</translation>
    </message>
    <message>
        <source>The Service %1 exists, but no cluster IP has been allocated to it yet: NODATA.</source>
        <translation>Der Service %1 existiert, aber ihm ist noch keine Cluster-IP zugeteilt: NODATA.</translation>
    </message>
    <message>
        <source>no cluster IP yet</source>
        <translation>noch keine Cluster-IP</translation>
    </message>
    <message>
        <source>%1 is being deleted, so it has no name any more.</source>
        <translation>%1 wird gerade gelöscht und hat deshalb keinen Namen mehr.</translation>
    </message>
    <message>
        <source>being deleted</source>
        <translation>wird gelöscht</translation>
    </message>
    <message>
        <source>The Service %2 has no ready endpoint in the topology zone &quot;%1&quot;.</source>
        <extracomment>%1: a topology zone (part of a data centre), %2: a Service</extracomment>
        <translation>Der Service %2 hat keinen bereiten Endpoint in der Topologie-Zone „%1“.</translation>
    </message>
    <message>
        <source>none in this zone</source>
        <translation>keiner in dieser Zone</translation>
    </message>
    <message>
        <source>The answer is the ready endpoints of the Service %2 in the topology zone &quot;%1&quot;.</source>
        <extracomment>%1: a topology zone (part of a data centre), %2: a Service</extracomment>
        <translation>Die Antwort sind die bereiten Endpoints des Service %2 in der Topologie-Zone „%1“.</translation>
    </message>
    <message>
        <source>zone %1</source>
        <translation>Zone %1</translation>
    </message>
    <message>
        <source>The Service %2 has no ready endpoint in the topology zone &quot;%1&quot;, and &quot;prefer&quot; then takes all of them.</source>
        <extracomment>%1: a topology zone (part of a data centre), %2: a Service</extracomment>
        <translation>Der Service %2 hat keinen bereiten Endpoint in der Topologie-Zone „%1“, und „prefer“ nimmt dann alle.</translation>
    </message>
    <message>
        <source>all zones instead</source>
        <translation>stattdessen alle Zonen</translation>
    </message>
    <message>
        <source>Only headless Services have zonal names, and %1 is not headless: NXDOMAIN.</source>
        <translation>Nur headless Services haben zonale Namen, und %1 ist nicht headless: NXDOMAIN.</translation>
    </message>
    <message>
        <source>not headless</source>
        <translation>nicht headless</translation>
    </message>
    <message>
        <source>%1 exists, but the option &quot;labels %2&quot; leaves it out, so the answer is NXDOMAIN.</source>
        <extracomment>%1: an object, %2: a label selector</extracomment>
        <translation>%1 existiert, aber die Option „labels %2“ nimmt es aus, deshalb ist die Antwort NXDOMAIN.</translation>
    </message>
    <message>
        <source>left out by labels</source>
        <translation>durch labels ausgenommen</translation>
    </message>
    <message>
        <source>%1 has no port, and without a port there is no SRV record.</source>
        <translation>%1 hat keinen Port, und ohne Port gibt es keinen SRV-Record.</translation>
    </message>
    <message>
        <source>no port, no SRV</source>
        <translation>kein Port, kein SRV</translation>
    </message>
    <message>
        <source>In &quot;%1&quot; the labels * and any stand for all names. CoreDNS 1.9.0 ended that.</source>
        <translation>In „%1“ stehen die Labels * und any für alle Namen. Mit CoreDNS 1.9.0 endete das.</translation>
    </message>
    <message>
        <source>wildcard name</source>
        <translation>Wildcard-Name</translation>
    </message>
    <message>
        <source>The externalName %2 of the Service %1 leads back to itself, or over too many steps: NODATA.</source>
        <extracomment>%1: a Service, %2: its externalName</extracomment>
        <translation>Der externalName %2 des Service %1 führt auf sich selbst zurück oder über zu viele Schritte: NODATA.</translation>
    </message>
    <message>
        <source>ExternalName loop</source>
        <translation>ExternalName-Schleife</translation>
    </message>
    <message>
        <source>The externalName %2 of the Service %1 gave no reply or no record of this type: NODATA.</source>
        <extracomment>%1: a Service, %2: its externalName</extracomment>
        <translation>Der externalName %2 des Service %1 brachte keine Antwort oder keinen Record dieses Typs: NODATA.</translation>
    </message>
    <message>
        <source>target unresolved</source>
        <translation>Ziel nicht auflösbar</translation>
    </message>
    <message>
        <source>The endpoint with the address %1 has no hostname. CoreDNS 1.11.4 to 1.12.0 makes PTR records only for endpoints with one.</source>
        <translation>Der Endpoint mit der Adresse %1 hat keinen hostname. CoreDNS 1.11.4 bis 1.12.0 macht nur für Endpoints mit hostname PTR-Records.</translation>
    </message>
    <message>
        <source>endpoint without hostname</source>
        <translation>Endpoint ohne hostname</translation>
    </message>
    <message>
        <source>The answer is the external addresses of %1: its externalIPs and its load balancer&apos;s.</source>
        <translation>Die Antwort sind die externen Adressen von %1: externalIPs und die des Load Balancers.</translation>
    </message>
    <message>
        <source>external addresses</source>
        <translation>externe Adressen</translation>
    </message>
    <message>
        <source>The Service %1 has neither externalIPs nor a load balancer&apos;s address, so k8s_external has nothing for it.</source>
        <translation>Der Service %1 hat weder externalIPs noch eine Load-Balancer-Adresse, deshalb hat k8s_external nichts für ihn.</translation>
    </message>
    <message>
        <source>no external address</source>
        <translation>keine externe Adresse</translation>
    </message>
    <message>
        <source>The Service %1 is headless, and k8s_external serves such Services only with the option &quot;headless&quot;.</source>
        <translation>Der Service %1 ist headless, und solche Services bedient k8s_external nur mit der Option „headless“.</translation>
    </message>
    <message>
        <source>headless left out</source>
        <translation>headless ausgenommen</translation>
    </message>
    <message>
        <source>%1 is the zone of k8s_external itself: the answer is its SOA, its name servers or their addresses.</source>
        <extracomment>%1: a zone</extracomment>
        <translation>%1 ist die Zone von k8s_external selbst: Die Antwort sind SOA, Nameserver oder deren Adressen.</translation>
    </message>
    <message>
        <source>The whole zone %1 is transferred; records: %2.</source>
        <extracomment>%1: a zone, %2: how many</extracomment>
        <translation>Die ganze Zone %1 wird übertragen; Records: %2.</translation>
    </message>
    <message>
        <source>zone transferred</source>
        <translation>Zone übertragen</translation>
    </message>
    <message>
        <source>The transfer of %1 is refused over UDP: zones are transferred over TCP.</source>
        <translation>Der Transfer von %1 wird über UDP abgelehnt: Zonen werden über TCP übertragen.</translation>
    </message>
    <message>
        <source>refused over UDP</source>
        <translation>über UDP abgelehnt</translation>
    </message>
    <message>
        <source>%1 is not ready, so %2 does not list it and it has no name there. publishNotReadyAddresses would list it all the same.</source>
        <extracomment>%1: a pod, %2: a Service</extracomment>
        <translation>%1 ist nicht bereit, deshalb führt %2 ihn nicht auf und er hat dort keinen Namen. Mit publishNotReadyAddresses würde er trotzdem aufgeführt.</translation>
    </message>
    <message>
        <source>no name, not ready</source>
        <translation>kein Name, nicht bereit</translation>
    </message>
    <message>
        <source>The subdomain of %1 is &quot;%2&quot;, but no Service of that name has the pod as an endpoint, so its name does not exist.</source>
        <extracomment>%1: a pod, %2: its spec.subdomain</extracomment>
        <translation>Die subdomain von %1 ist „%2“, aber kein Service dieses Namens hat den Pod als Endpoint, deshalb gibt es seinen Namen nicht.</translation>
    </message>
    <message>
        <source>no Service for the subdomain</source>
        <translation>kein Service zur subdomain</translation>
    </message>
    <message>
        <source>%1 has ended (%2), so no Service lists it and it has no name.</source>
        <extracomment>%1: a pod, %2: its phase, Succeeded or Failed</extracomment>
        <translation>%1 ist beendet (%2), deshalb führt ihn kein Service auf und er hat keinen Namen.</translation>
    </message>
    <message>
        <source>pod has ended</source>
        <translation>Pod ist beendet</translation>
    </message>
    <message>
        <source>%1 has no IP address yet, so it has no name.</source>
        <translation>%1 hat noch keine IP-Adresse und deshalb keinen Namen.</translation>
    </message>
    <message>
        <source>no address yet</source>
        <translation>noch keine Adresse</translation>
    </message>
    <message>
        <source>The address of %1 has no PTR record: no Service has this pod as a ready endpoint.</source>
        <translation>Die Adresse von %1 hat keinen PTR-Record: Kein Service hat diesen Pod als bereiten Endpoint.</translation>
    </message>
    <message>
        <source>no PTR, no Service</source>
        <translation>kein PTR, kein Service</translation>
    </message>
    <message>
        <source>%1 is headless and has no ready endpoint, so its name does not exist.</source>
        <translation>%1 ist headless und hat keinen bereiten Endpoint, deshalb gibt es den Namen nicht.</translation>
    </message>
    <message>
        <source>No _port._protocol name for port %2 of %1: the port has no name.</source>
        <extracomment>%1: a Service, %2: a port number</extracomment>
        <translation>Kein _port._protocol-Name für Port %2 von %1: Der Port hat keinen Namen.</translation>
    </message>
    <message>
        <source>port has no name</source>
        <translation>Port ohne Namen</translation>
    </message>
    <message>
        <source>The pods of %1 have no names: there is no headless Service &quot;%2&quot;, which the StatefulSet&apos;s serviceName asks for.</source>
        <extracomment>%1: a StatefulSet, %2: its spec.serviceName</extracomment>
        <translation>Die Pods von %1 haben keine Namen: Den headless Service „%2“, den serviceName im StatefulSet verlangt, gibt es nicht.</translation>
    </message>
    <message>
        <source>serviceName does not exist</source>
        <translation>serviceName gibt es nicht</translation>
    </message>
    <message>
        <source>%1 has no %2 address, so that type answers NODATA.</source>
        <extracomment>%1: a Service, %2: IPv4 or IPv6</extracomment>
        <translation>%1 hat keine %2-Adresse, deshalb ist die Antwort für diesen Typ NODATA.</translation>
    </message>
    <message>
        <source>no %2 address</source>
        <translation>keine %2-Adresse</translation>
    </message>
    <message>
        <source>The selector of %1 fits no pod, so it has no endpoint.</source>
        <translation>Der Selector von %1 passt auf keinen Pod, deshalb gibt es keinen Endpoint.</translation>
    </message>
    <message>
        <source>selects no pod</source>
        <translation>wählt keinen Pod</translation>
    </message>
    <message>
        <source>%1 uses the host network: its address is the node&apos;s, which it shares with other pods, so the address does not name this pod alone.</source>
        <translation>%1 benutzt das Host-Netz: Seine Adresse ist die des Nodes und damit auch die anderer Pods, deshalb benennt sie nicht diesen Pod allein.</translation>
    </message>
    <message>
        <source>shares the node&apos;s address</source>
        <translation>teilt die Node-Adresse</translation>
    </message>
    <message>
        <source>The plugin %1 passes the question on: its zones or types do not include it (%2).</source>
        <extracomment>%1: a plugin, %2: its zones or the type of the question</extracomment>
        <translation>Das Plugin %1 reicht die Anfrage weiter: Sie gehört nicht zu seinen Zonen oder Typen (%2).</translation>
    </message>
    <message>
        <source>not for %1</source>
        <translation>nichts für %1</translation>
    </message>
    <message>
        <source>Ndots cannot predict what %1 does, so the real answer may differ from here on.</source>
        <translation>Ndots kann nicht vorhersagen, was %1 tut; die wirkliche Antwort kann ab hier abweichen.</translation>
    </message>
    <message>
        <source>not predicted</source>
        <translation>nicht vorhergesagt</translation>
    </message>
    <message>
        <source>The question did not come as far as %1: a plugin before it answered.</source>
        <translation>Bis zu %1 kam die Anfrage nicht: Ein Plugin davor hat geantwortet.</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>The Corefile disables this cache for names in %1 (%2), so nothing is kept.</source>
        <extracomment>%1: a zone, %2: &quot;answers&quot; or &quot;negative answers&quot;</extracomment>
        <translation>Das Corefile schaltet diesen Cache für Namen in %1 aus (%2), deshalb wird nichts gespeichert.</translation>
    </message>
    <message>
        <source>off here</source>
        <translation>hier aus</translation>
    </message>
    <message>
        <source>%1 is outside the zones of this cache, so it is neither looked up nor kept.</source>
        <translation>%1 liegt außerhalb der Zonen dieses Caches und wird darin weder gesucht noch gespeichert.</translation>
    </message>
    <message>
        <source>The answer is in the cache and lives for another %1 s; that is the TTL which the client sees.</source>
        <translation>Die Antwort liegt im Cache und lebt noch %1 s; diese TTL sieht auch der Client.</translation>
    </message>
    <message>
        <source>hit, %1 s left</source>
        <translation>Treffer, noch %1 s</translation>
    </message>
    <message>
        <source>The cache still knows that there is no such answer, for another %1 s. A record made meanwhile is not seen until then.</source>
        <translation>Der Cache weiß noch %1 s lang, dass es keine solche Antwort gibt. Ein inzwischen angelegter Record wird bis dahin nicht gesehen.</translation>
    </message>
    <message>
        <source>negative hit, %1 s left</source>
        <translation>negativer Treffer, noch %1 s</translation>
    </message>
    <message>
        <source>The cache has no live entry for %1 and this type, so the question goes on.</source>
        <translation>Der Cache hat keinen gültigen Eintrag für %1 und diesen Typ, deshalb geht die Anfrage weiter.</translation>
    </message>
    <message>
        <source>miss</source>
        <translation>kein Treffer</translation>
    </message>
    <message>
        <source>The entry ran out %1 s ago; serve_stale allows handing it out all the same.</source>
        <translation>Der Eintrag ist vor %1 s abgelaufen; serve_stale erlaubt, ihn trotzdem herauszugeben.</translation>
    </message>
    <message>
        <source>stale for %1 s</source>
        <translation>seit %1 s veraltet</translation>
    </message>
    <message>
        <source>The cache asks again to renew the entry: %1.</source>
        <extracomment>%1: &quot;asked for often (prefetch)&quot;, &quot;ran out&quot; or &quot;checked before a stale answer&quot;</extracomment>
        <translation>Der Cache fragt noch einmal, um den Eintrag zu erneuern: %1.</translation>
    </message>
    <message>
        <source>renewed</source>
        <translation>erneuert</translation>
    </message>
    <message>
        <source>The cache keeps the answer for %1 s. What decided: %2.</source>
        <extracomment>%2: what decided, for instance &quot;smallest TTL of the records&quot; or &quot;the cache&apos;s maximum&quot;</extracomment>
        <translation>Der Cache speichert die Antwort für %1 s. Maßgeblich: %2.</translation>
    </message>
    <message>
        <source>stored %1 s</source>
        <translation>%1 s gespeichert</translation>
    </message>
    <message>
        <source>The cache keeps the negative answer for %1 s. What decided: %2.</source>
        <extracomment>%2: what decided, for instance &quot;smallest TTL of the records&quot; or &quot;the cache&apos;s maximum&quot;</extracomment>
        <translation>Der Cache speichert die negative Antwort für %1 s. Maßgeblich: %2.</translation>
    </message>
    <message>
        <source>negative, stored %1 s</source>
        <translation>negativ, %1 s gespeichert</translation>
    </message>
    <message>
        <source>The cache does not keep this reply: %1.</source>
        <extracomment>%1: a reason, for instance &quot;the reply is truncated&quot;</extracomment>
        <translation>Der Cache speichert diese Antwort nicht: %1.</translation>
    </message>
    <message>
        <source>not stored</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>forward hands the question to %1 over %2.</source>
        <extracomment>%1: an address, %2: UDP or TCP</extracomment>
        <translation>forward gibt die Anfrage über %2 an %1.</translation>
    </message>
    <message>
        <source>forwarded to %1</source>
        <translation>weiter an %1</translation>
    </message>
    <message>
        <source>forward leaves %1 alone, because the option except lists %2.</source>
        <translation>forward lässt %1 in Ruhe, weil die Option except %2 aufführt.</translation>
    </message>
    <message>
        <source>except %2</source>
        <translation>except %2</translation>
    </message>
    <message>
        <source>%1 did not help (%2), so forward turns to the next upstream.</source>
        <extracomment>%1: an address, %2: what happened, for instance SERVFAIL or &quot;no reply within the time limit&quot;</extracomment>
        <translation>%1 half nicht weiter (%2), deshalb wendet sich forward an den nächsten Upstream.</translation>
    </message>
    <message>
        <source>next upstream</source>
        <translation>nächster Upstream</translation>
    </message>
    <message>
        <source>No upstream gave a usable reply (%1), so forward answers SERVFAIL.</source>
        <extracomment>%1: what happened, for instance &quot;no reply within the time limit&quot;</extracomment>
        <translation>Kein Upstream gab eine brauchbare Antwort (%1), deshalb antwortet forward mit SERVFAIL.</translation>
    </message>
    <message>
        <source>upstreams failed</source>
        <translation>Upstreams gescheitert</translation>
    </message>
    <message>
        <source>The upstream answered %1, and this forward line hands that on to the next forward line.</source>
        <extracomment>%1: a DNS status like NXDOMAIN</extracomment>
        <translation>Der Upstream hat %1 geantwortet, und diese forward-Zeile gibt das an die nächste forward-Zeile ab.</translation>
    </message>
    <message>
        <source>next forward line</source>
        <translation>nächste forward-Zeile</translation>
    </message>
    <message>
        <source>forward reads its upstreams from %1, and what stands there is not known.</source>
        <translation>forward liest seine Upstreams aus %1, und was dort steht, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>upstreams unknown</source>
        <translation>Upstreams unbekannt</translation>
    </message>
    <message>
        <source>The rule &quot;%3&quot; turns the question %1 into %2.</source>
        <extracomment>%1: the question before, %2: after, %3: a line of the Corefile</extracomment>
        <translation>Die Regel „%3“ macht aus der Anfrage %1 die Anfrage %2.</translation>
    </message>
    <message>
        <source>now %2</source>
        <translation>jetzt %2</translation>
    </message>
    <message>
        <source>The rule &quot;%1&quot; changes the reply on its way back.</source>
        <extracomment>%1: a line of the Corefile</extracomment>
        <translation>Die Regel „%1“ ändert die Antwort auf dem Rückweg.</translation>
    </message>
    <message>
        <source>reply rewritten</source>
        <translation>Antwort umgeschrieben</translation>
    </message>
    <message>
        <source>No rewrite rule fits %1.</source>
        <translation>Keine rewrite-Regel passt auf %1.</translation>
    </message>
    <message>
        <source>no rule fits</source>
        <translation>keine Regel passt</translation>
    </message>
    <message>
        <source>After the rewrite the name would be &quot;%1&quot;, which is no valid name, so the answer is SERVFAIL.</source>
        <translation>Nach dem Umschreiben hieße der Name „%1“, und das ist kein gültiger Name, deshalb ist die Antwort SERVFAIL.</translation>
    </message>
    <message>
        <source>invalid after rewrite</source>
        <translation>ungültig nach rewrite</translation>
    </message>
    <message>
        <source>Only &quot;continue&quot; rules fit, so the reply keeps the rewritten question %1. glibc discards such a reply and waits on; musl takes it.</source>
        <translation>Nur „continue“-Regeln passen, deshalb behält die Antwort die umgeschriebene Anfrage %1. glibc verwirft eine solche Antwort und wartet weiter; musl nimmt sie.</translation>
    </message>
    <message>
        <source>question not restored</source>
        <translation>Anfrage nicht zurückgesetzt</translation>
    </message>
    <message>
        <source>The hosts plugin has an entry for %1 and answers.</source>
        <translation>Das hosts-Plugin hat einen Eintrag für %1 und antwortet.</translation>
    </message>
    <message>
        <source>hosts entry</source>
        <translation>hosts-Eintrag</translation>
    </message>
    <message>
        <source>The hosts plugin has no entry for %1.</source>
        <translation>Das hosts-Plugin hat keinen Eintrag für %1.</translation>
    </message>
    <message>
        <source>no hosts entry</source>
        <translation>kein hosts-Eintrag</translation>
    </message>
    <message>
        <source>A template for %1 fits and makes the answer.</source>
        <translation>Ein Template für %1 passt und erzeugt die Antwort.</translation>
    </message>
    <message>
        <source>made by a template</source>
        <translation>aus einem Template</translation>
    </message>
    <message>
        <source>The template for %1 has no pattern that fits and no fallthrough, so the answer is SERVFAIL.</source>
        <translation>Das Template für %1 hat kein passendes Muster und kein fallthrough, deshalb ist die Antwort SERVFAIL.</translation>
    </message>
    <message>
        <source>no template fits</source>
        <translation>kein Template passt</translation>
    </message>
    <message>
        <source>The template &quot;%1&quot; cannot be evaluated or makes no valid record, so the answer is SERVFAIL.</source>
        <translation>Das Template „%1“ lässt sich nicht auswerten oder ergibt keinen gültigen Record, deshalb ist die Antwort SERVFAIL.</translation>
    </message>
    <message>
        <source>template fails</source>
        <translation>Template scheitert</translation>
    </message>
    <message>
        <source>The zone file of %1 has the records.</source>
        <translation>Die Zonendatei von %1 hat die Records.</translation>
    </message>
    <message>
        <source>in the zone file</source>
        <translation>in der Zonendatei</translation>
    </message>
    <message>
        <source>The zone file of %1 delegates the name to other name servers.</source>
        <translation>Die Zonendatei von %1 delegiert den Namen an andere Nameserver.</translation>
    </message>
    <message>
        <source>delegated</source>
        <translation>delegiert</translation>
    </message>
    <message>
        <source>A wildcard in the zone file of %1 covers the name.</source>
        <translation>Ein Wildcard in der Zonendatei von %1 deckt den Namen ab.</translation>
    </message>
    <message>
        <source>wildcard</source>
        <translation>Wildcard</translation>
    </message>
    <message>
        <source>The zone file of %1 has no such record.</source>
        <translation>Die Zonendatei von %1 hat keinen solchen Record.</translation>
    </message>
    <message>
        <source>not in the zone file</source>
        <translation>nicht in der Zonendatei</translation>
    </message>
    <message>
        <source>autopath walked the search list in the server: %1 is answered with what %2 has, which saves the client the other questions.</source>
        <extracomment>%1: the name that was asked, %2: the name that was found</extracomment>
        <translation>autopath ist die Suchliste im Server durchgegangen: %1 wird mit dem beantwortet, was %2 hat; das erspart dem Client die anderen Anfragen.</translation>
    </message>
    <message>
        <source>search list walked here</source>
        <translation>Suchliste hier durchlaufen</translation>
    </message>
    <message>
        <source>autopath does nothing for this question: %1.</source>
        <extracomment>%1: a reason, for instance &quot;the asking pod is not known&quot;</extracomment>
        <translation>autopath tut für diese Anfrage nichts: %1.</translation>
    </message>
    <message>
        <source>autopath: nothing</source>
        <translation>autopath: nichts</translation>
    </message>
    <message>
        <source>The acl plugin %1 (network of the asker: %2).</source>
        <extracomment>%1: &quot;lets the question pass&quot;, &quot;answers REFUSED&quot; ..., %2: the network of the asker, or *</extracomment>
        <translation>Das acl-Plugin %1 (Netz des Fragenden: %2).</translation>
    </message>
    <message>
        <source>acl for %2</source>
        <translation>acl für %2</translation>
    </message>
    <message>
        <source>loadbalance shuffles the addresses (%1), so their order differs from reply to reply.</source>
        <translation>loadbalance mischt die Adressen (%1), deshalb wechselt ihre Reihenfolge von Antwort zu Antwort.</translation>
    </message>
    <message>
        <source>order shuffled</source>
        <translation>Reihenfolge gemischt</translation>
    </message>
    <message>
        <source>minimal drops the authority and additional sections.</source>
        <translation>minimal lässt die Abschnitte Authority und Additional weg.</translation>
    </message>
    <message>
        <source>extra sections dropped</source>
        <translation>Zusatzabschnitte entfernt</translation>
    </message>
    <message>
        <source>dns64 made AAAA records from the A records, in %1.</source>
        <extracomment>%1: an IPv6 network</extracomment>
        <translation>dns64 hat aus den A-Records AAAA-Records in %1 gemacht.</translation>
    </message>
    <message>
        <source>AAAA made from A</source>
        <translation>AAAA aus A gemacht</translation>
    </message>
    <message>
        <source>header sets %1.</source>
        <extracomment>%1: a flag and its value like aa=1</extracomment>
        <translation>header setzt %1.</translation>
    </message>
    <message>
        <source>%1 set</source>
        <translation>%1 gesetzt</translation>
    </message>
    <message>
        <source>The any plugin answers the type ANY with a single HINFO record, as RFC 8482 advises.</source>
        <translation>Das any-Plugin beantwortet den Typ ANY mit einem einzigen HINFO-Record, wie RFC 8482 es empfiehlt.</translation>
    </message>
    <message>
        <source>ANY is obsolete</source>
        <translation>ANY ist überholt</translation>
    </message>
    <message>
        <source>whoami answers every question with the asker&apos;s own address, %1.</source>
        <translation>whoami beantwortet jede Anfrage mit der Adresse des Fragenden, %1.</translation>
    </message>
    <message>
        <source>the asker&apos;s address</source>
        <translation>Adresse des Fragenden</translation>
    </message>
    <message>
        <source>The local plugin answers %1 itself, because it is a name of the local host.</source>
        <translation>Das local-Plugin beantwortet %1 selbst, weil es ein Name des lokalen Hosts ist.</translation>
    </message>
    <message>
        <source>local name</source>
        <translation>lokaler Name</translation>
    </message>
    <message>
        <source>bufsize limits UDP replies to %1 octets.</source>
        <extracomment>%1: a size in octets</extracomment>
        <translation>bufsize begrenzt UDP-Antworten auf %1 Oktette.</translation>
    </message>
    <message>
        <source>at most %1 octets</source>
        <translation>höchstens %1 Oktette</translation>
    </message>
    <message>
        <source>This is loop&apos;s own probe: if it comes back, the server forwards to itself, and loop stops it.</source>
        <translation>Das ist die Probe des loop-Plugins: Kommt sie zurück, leitet der Server an sich selbst weiter, und loop beendet ihn.</translation>
    </message>
    <message>
        <source>loop probe</source>
        <translation>Probe von loop</translation>
    </message>
    <message>
        <source>%1 has nothing for %2 and passes it on, because fallthrough is set for it.</source>
        <extracomment>%1: a plugin, %2: a name</extracomment>
        <translation>%1 hat nichts für %2 und reicht weiter, weil dafür fallthrough gesetzt ist.</translation>
    </message>
    <message>
        <source>fallthrough</source>
        <translation>fallthrough</translation>
    </message>
    <message>
        <source>No plugin in this server block answers %1, so the server replies SERVFAIL.</source>
        <translation>Kein Plugin dieses Server-Blocks beantwortet %1, deshalb antwortet der Server mit SERVFAIL.</translation>
    </message>
    <message>
        <source>no plugin answers</source>
        <translation>kein Plugin antwortet</translation>
    </message>
    <message>
        <source>&quot;%1&quot; ends in a dot, so it is asked exactly as it is; no search suffix is tried.</source>
        <extracomment>%1: the name as typed</extracomment>
        <translation>„%1“ endet mit einem Punkt und wird genau so gefragt; kein Suchsuffix wird versucht.</translation>
    </message>
    <message>
        <source>ends in a dot</source>
        <translation>Punkt am Ende</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has enough dots (%2) for ndots:%3, so the resolver asks it as typed first.</source>
        <extracomment>%1: the name as typed, %2: how many dots it has, %3: the value of the option ndots</extracomment>
        <translation>„%1“ hat genug Punkte (%2) für ndots:%3, deshalb fragt der Resolver den Namen zuerst wie eingegeben.</translation>
    </message>
    <message>
        <source>as typed first</source>
        <translation>zuerst wie eingegeben</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has fewer dots (%2) than ndots:%3, so the resolver tries its search list first: suffix %5 is %4.</source>
        <extracomment>%1: the name as typed, %2: how many dots it has, %3: the value of the option ndots, %4: a search suffix, %5: its place on the list</extracomment>
        <translation>„%1“ hat weniger Punkte (%2) als ndots:%3, deshalb versucht der Resolver zuerst seine Suchliste: Suffix %5 ist %4.</translation>
    </message>
    <message>
        <source>search suffix %5</source>
        <translation>Suchsuffix %5</translation>
    </message>
    <message>
        <source>If &quot;%1&quot; as typed brings no answer, the resolver goes through its search list: suffix %3 is %2.</source>
        <extracomment>%1: the name as typed, %2: a search suffix, %3: its place on the list</extracomment>
        <translation>Bringt „%1“ wie eingegeben keine Antwort, geht der Resolver seine Suchliste durch: Suffix %3 ist %2.</translation>
    </message>
    <message>
        <source>search suffix %3</source>
        <translation>Suchsuffix %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has fewer dots (%2) than ndots:%3, so it is asked as typed only after the search list has brought no answer.</source>
        <extracomment>%1: the name as typed, %2: how many dots it has, %3: the value of the option ndots</extracomment>
        <translation>„%1“ hat weniger Punkte (%2) als ndots:%3 und wird deshalb erst dann wie eingegeben gefragt, wenn die Suchliste keine Antwort gebracht hat.</translation>
    </message>
    <message>
        <source>as typed last</source>
        <translation>zuletzt wie eingegeben</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has enough dots (%2) for ndots:%3. musl then asks it as typed and never searches, not even afterwards.</source>
        <extracomment>%1: the name as typed, %2: how many dots it has, %3: the value of the option ndots</extracomment>
        <translation>„%1“ hat genug Punkte (%2) für ndots:%3. musl fragt dann nur wie eingegeben und sucht nie, auch nicht danach.</translation>
    </message>
    <message>
        <source>musl does not search</source>
        <translation>musl sucht nicht</translation>
    </message>
    <message>
        <source>&quot;%1&quot; with the suffix &quot;%2&quot; is longer than the 253 characters of a DNS name, so this candidate is skipped.</source>
        <extracomment>%1: the name as typed, %2: a search suffix or nothing</extracomment>
        <translation>„%1“ mit dem Suffix „%2“ ist länger als die 253 Zeichen eines DNS-Namens, deshalb wird dieser Kandidat übersprungen.</translation>
    </message>
    <message>
        <source>name too long</source>
        <translation>Name zu lang</translation>
    </message>
    <message>
        <source>&quot;%1&quot; with the suffix &quot;%2&quot; makes no name that this resolver can send.</source>
        <extracomment>%1: the name as typed, %2: a search suffix or nothing</extracomment>
        <translation>„%1“ mit dem Suffix „%2“ ergibt keinen Namen, den dieser Resolver senden kann.</translation>
    </message>
    <message>
        <source>no valid name</source>
        <translation>kein gültiger Name</translation>
    </message>
    <message>
        <source>Entry %2 of the search list is the root (&quot;.&quot;), so here &quot;%1&quot; is asked as typed.</source>
        <extracomment>%1: the name as typed, %2: place on the search list</extracomment>
        <translation>Eintrag %2 der Suchliste ist die Root („.“), deshalb wird „%1“ hier wie eingegeben gefragt.</translation>
    </message>
    <message>
        <source>root on the list</source>
        <translation>Root in der Liste</translation>
    </message>
    <message>
        <source>%1 ends in .onion. Such names belong to Tor and are never asked in DNS.</source>
        <translation>%1 endet auf .onion. Solche Namen gehören zu Tor und werden nie im DNS gefragt.</translation>
    </message>
    <message>
        <source>.onion, never asked</source>
        <translation>.onion, nie gefragt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is an IP address already, so nothing is asked.</source>
        <translation>„%1“ ist schon eine IP-Adresse, deshalb wird nichts gefragt.</translation>
    </message>
    <message>
        <source>already an address</source>
        <translation>schon eine Adresse</translation>
    </message>
    <message>
        <source>The resolver (%2) refuses &quot;%1&quot; without asking: it accepts no host name with such a character, label or length.</source>
        <extracomment>%1: the name as typed, %2: glibc, musl, go or windows</extracomment>
        <translation>Der Resolver (%2) lehnt „%1“ ungefragt ab: Er nimmt keinen Hostnamen mit solchen Zeichen, Labels oder solcher Länge.</translation>
    </message>
    <message>
        <source>refused unasked</source>
        <translation>ungefragt abgelehnt</translation>
    </message>
    <message>
        <source>The pod&apos;s /etc/hosts gives %2 for &quot;%1&quot;, so DNS is not asked.</source>
        <translation>Die /etc/hosts des Pods nennt %2 für „%1“, deshalb wird DNS nicht gefragt.</translation>
    </message>
    <message>
        <source>from /etc/hosts</source>
        <translation>aus /etc/hosts</translation>
    </message>
    <message>
        <source>The pod&apos;s /etc/hosts has only %2 for &quot;%1&quot;, an address of the other family. musl stops there and asks no server.</source>
        <extracomment>%1: the name as typed, %2: an IP address</extracomment>
        <translation>Die /etc/hosts des Pods hat für „%1“ nur %2, eine Adresse der anderen Familie. musl hört dort auf und fragt keinen Server.</translation>
    </message>
    <message>
        <source>/etc/hosts, other family</source>
        <translation>/etc/hosts, andere Familie</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no dot, so Windows appends the first search suffix, %2, and no other.</source>
        <translation>„%1“ hat keinen Punkt, deshalb hängt Windows das erste Suchsuffix %2 an und kein weiteres.</translation>
    </message>
    <message>
        <source>first suffix only</source>
        <translation>nur das erste Suffix</translation>
    </message>
    <message>
        <source>Windows asks &quot;%1&quot; as typed only: it has a dot, or there is no search suffix. ndots does not count there.</source>
        <translation>Windows fragt „%1“ nur wie eingegeben: Der Name hat einen Punkt, oder es gibt kein Suchsuffix. ndots zählt dort nicht.</translation>
    </message>
    <message>
        <source>as typed only</source>
        <translation>nur wie eingegeben</translation>
    </message>
    <message>
        <source>%1 does not exist (NXDOMAIN). The resolver goes on to the next candidate if there is one.</source>
        <translation>%1 existiert nicht (NXDOMAIN). Der Resolver geht weiter zum nächsten Kandidaten, falls es einen gibt.</translation>
    </message>
    <message>
        <source>NXDOMAIN: go on</source>
        <translation>NXDOMAIN: weiter</translation>
    </message>
    <message>
        <source>%1 exists, but has no record of the types asked (NODATA). The resolver goes on to the next candidate if there is one.</source>
        <translation>%1 existiert, hat aber keinen Record der gefragten Typen (NODATA). Der Resolver geht weiter zum nächsten Kandidaten, falls es einen gibt.</translation>
    </message>
    <message>
        <source>NODATA: go on</source>
        <translation>NODATA: weiter</translation>
    </message>
    <message>
        <source>The servers failed for %1 (SERVFAIL). The resolver keeps that in mind and goes on to the next candidate if there is one.</source>
        <translation>Die Server sind an %1 gescheitert (SERVFAIL). Der Resolver merkt sich das und geht weiter zum nächsten Kandidaten, falls es einen gibt.</translation>
    </message>
    <message>
        <source>SERVFAIL: go on</source>
        <translation>SERVFAIL: weiter</translation>
    </message>
    <message>
        <source>glibc gives up the search list at %1 (%2). Only the name as typed is still asked.</source>
        <extracomment>%1: the name that was asked, %2: how that ended, for instance REFUSED or &quot;no reply&quot;</extracomment>
        <translation>glibc bricht die Suchliste bei %1 ab (%2). Nur der Name wie eingegeben wird noch gefragt.</translation>
    </message>
    <message>
        <source>search list given up</source>
        <translation>Suchliste abgebrochen</translation>
    </message>
    <message>
        <source>musl stops at %1 (%2): it asks no further suffix and not the name as typed.</source>
        <extracomment>%1: the name that was asked, %2: how that ended, for instance NODATA or &quot;no reply&quot;</extracomment>
        <translation>musl hört bei %1 auf (%2): Es fragt kein weiteres Suffix und auch nicht den Namen wie eingegeben.</translation>
    </message>
    <message>
        <source>musl stops here</source>
        <translation>musl hört hier auf</translation>
    </message>
    <message>
        <source>%1 gave no usable reply (%2). The resolver turns to the next name server, or to the same one again if it is the only one.</source>
        <extracomment>%1: address of a name server, %2: how asking it ended, for instance SERVFAIL or &quot;no reply&quot;</extracomment>
        <translation>%1 gab keine brauchbare Antwort (%2). Der Resolver wendet sich an den nächsten Nameserver oder, wenn es nur diesen gibt, noch einmal an ihn.</translation>
    </message>
    <message>
        <source>next name server</source>
        <translation>nächster Nameserver</translation>
    </message>
    <message>
        <source>%1 did not reply within %2 s, so the question is sent again.</source>
        <translation>%1 hat innerhalb von %2 s nicht geantwortet, deshalb wird die Anfrage noch einmal gesendet.</translation>
    </message>
    <message>
        <source>asked again after %2 s</source>
        <translation>nach %2 s noch einmal</translation>
    </message>
    <message>
        <source>The reply from %1 was too big for UDP (flag TC), so the question is asked again over TCP.</source>
        <translation>Die Antwort von %1 war zu groß für UDP (Flag TC), deshalb wird über TCP noch einmal gefragt.</translation>
    </message>
    <message>
        <source>again over TCP</source>
        <translation>noch einmal über TCP</translation>
    </message>
    <message>
        <source>%1 has %2 records; the question for the other type ended otherwise (%3). The resolver takes what it got.</source>
        <extracomment>%1: the name that was asked, %2: A or AAAA, %3: how the other question ended, for instance NXDOMAIN or &quot;no reply&quot;</extracomment>
        <translation>%1 hat %2-Records; die Anfrage nach dem anderen Typ endete anders (%3). Der Resolver nimmt, was er bekommen hat.</translation>
    </message>
    <message>
        <source>only %2 has data</source>
        <translation>nur %2 hat Daten</translation>
    </message>
    <message>
        <source>One of the two questions for %1 got NXDOMAIN although the other has records. musl takes that as &quot;no such name&quot; and goes on to the next candidate.</source>
        <translation>Eine der beiden Anfragen zu %1 bekam NXDOMAIN, obwohl die andere Records hat. musl versteht das als „Name existiert nicht“ und geht weiter zum nächsten Kandidaten.</translation>
    </message>
    <message>
        <source>half NXDOMAIN, skipped</source>
        <translation>halb NXDOMAIN, verworfen</translation>
    </message>
    <message>
        <source>After %1 s the resolver gives up; the application gets %2.</source>
        <extracomment>%2: an error code like EAI_AGAIN</extracomment>
        <translation>Nach %1 s gibt der Resolver auf; die Anwendung bekommt %2.</translation>
    </message>
    <message>
        <source>given up, %2</source>
        <translation>aufgegeben, %2</translation>
    </message>
    <message>
        <source>Asking %1 failed (%2). Go goes on to the next candidate after any error.</source>
        <extracomment>%1: the name that was asked, %2: how that ended</extracomment>
        <translation>Die Anfrage nach %1 ist gescheitert (%2). Go geht nach jedem Fehler weiter zum nächsten Kandidaten.</translation>
    </message>
    <message>
        <source>failed: go on</source>
        <translation>gescheitert: weiter</translation>
    </message>
    <message>
        <source>No name server can be reached for %1 (port closed or no route). glibc gives up at once.</source>
        <translation>Für %1 ist kein Nameserver erreichbar (Port geschlossen oder keine Route). glibc gibt sofort auf.</translation>
    </message>
    <message>
        <source>no server reachable</source>
        <translation>kein Server erreichbar</translation>
    </message>
    <message>
        <source>The answer for %1 has records, but no usable address; a CNAME may lead nowhere. The search stops here.</source>
        <translation>Die Antwort zu %1 hat Records, aber keine brauchbare Adresse; vielleicht führt ein CNAME ins Leere. Die Suche endet hier.</translation>
    </message>
    <message>
        <source>records, no address</source>
        <translation>Records, keine Adresse</translation>
    </message>
    <message>
        <source>%1 replied to only one of the two questions; %2 got no reply. From now on glibc asks A and AAAA one after the other.</source>
        <extracomment>%1: address of a name server, %2: A or AAAA</extracomment>
        <translation>%1 hat nur eine der beiden Anfragen beantwortet; auf %2 kam keine Antwort. Von jetzt an fragt glibc A und AAAA nacheinander.</translation>
    </message>
    <message>
        <source>one at a time</source>
        <translation>einzeln nacheinander</translation>
    </message>
    <message>
        <source>%1 replied SERVFAIL, so musl asks it again at once.</source>
        <translation>%1 hat SERVFAIL geantwortet, deshalb fragt musl sofort noch einmal.</translation>
    </message>
    <message>
        <source>SERVFAIL: again</source>
        <translation>SERVFAIL: noch einmal</translation>
    </message>
    <message>
        <source>The answer does not fit into glibc&apos;s buffer of %1 octets, so the whole walk runs again with twice the room.</source>
        <extracomment>%1: size of a memory buffer in octets</extracomment>
        <translation>Die Antwort passt nicht in den Puffer der glibc (%1 Oktette), deshalb läuft der ganze Weg mit doppelt so viel Platz noch einmal.</translation>
    </message>
    <message>
        <source>whole walk again</source>
        <translation>alles noch einmal</translation>
    </message>
    <message>
        <source>%1 accepted the TCP connection, but never replies. glibc would wait without end; Ndots stops counting after %2 s.</source>
        <translation>%1 hat die TCP-Verbindung angenommen, antwortet aber nie. glibc würde endlos warten; Ndots zählt nach %2 s nicht weiter.</translation>
    </message>
    <message>
        <source>waits without end</source>
        <translation>wartet endlos</translation>
    </message>
    <message>
        <source>With &quot;%1&quot; in resolv.conf this resolver sends no question at all.</source>
        <extracomment>%1: an option of resolv.conf like attempts:0</extracomment>
        <translation>Mit „%1“ in der resolv.conf sendet dieser Resolver gar keine Anfrage.</translation>
    </message>
    <message>
        <source>asks nothing</source>
        <translation>fragt nichts</translation>
    </message>
    <message>
        <source>With &quot;%1&quot; in resolv.conf this resolver crashes, and the application with it.</source>
        <extracomment>%1: an option of resolv.conf like attempts:0</extracomment>
        <translation>Mit „%1“ in der resolv.conf stürzt dieser Resolver ab und die Anwendung mit ihm.</translation>
    </message>
    <message>
        <source>crashes</source>
        <translation>stürzt ab</translation>
    </message>
    <message>
        <source>%1 has the dnsPolicy ClusterFirst: it asks the cluster&apos;s DNS, with the search list of its namespace and ndots:5.</source>
        <translation>%1 hat die dnsPolicy ClusterFirst: Gefragt wird der Cluster-DNS, mit der Suchliste des Namespace und ndots:5.</translation>
    </message>
    <message>
        <source>dnsPolicy ClusterFirst</source>
        <translation>dnsPolicy ClusterFirst</translation>
    </message>
    <message>
        <source>%1 has the dnsPolicy ClusterFirst, but on the host network that means the node&apos;s resolv.conf: it does not ask the cluster&apos;s DNS. ClusterFirstWithHostNet would.</source>
        <translation>%1 hat die dnsPolicy ClusterFirst, aber im Host-Netz bedeutet das die resolv.conf des Nodes: Der Cluster-DNS wird nicht gefragt. Mit ClusterFirstWithHostNet würde er gefragt.</translation>
    </message>
    <message>
        <source>host network: node&apos;s DNS</source>
        <translation>Host-Netz: DNS des Nodes</translation>
    </message>
    <message>
        <source>%1 has the dnsPolicy ClusterFirstWithHostNet: it asks the cluster&apos;s DNS, on the host network too.</source>
        <translation>%1 hat die dnsPolicy ClusterFirstWithHostNet: Gefragt wird der Cluster-DNS, auch im Host-Netz.</translation>
    </message>
    <message>
        <source>ClusterFirstWithHostNet</source>
        <translation>ClusterFirstWithHostNet</translation>
    </message>
    <message>
        <source>%1 has the dnsPolicy Default: it gets its node&apos;s resolv.conf and does not ask the cluster&apos;s DNS.</source>
        <translation>%1 hat die dnsPolicy Default: Es gilt die resolv.conf des Nodes, der Cluster-DNS wird nicht gefragt.</translation>
    </message>
    <message>
        <source>dnsPolicy Default</source>
        <translation>dnsPolicy Default</translation>
    </message>
    <message>
        <source>%1 has the dnsPolicy None: its resolv.conf holds only what its dnsConfig says.</source>
        <translation>%1 hat die dnsPolicy None: Die resolv.conf enthält nur, was in dnsConfig steht.</translation>
    </message>
    <message>
        <source>dnsPolicy None</source>
        <translation>dnsPolicy None</translation>
    </message>
    <message>
        <source>The kubelet does not know the dnsPolicy &quot;%2&quot; of %1 and treats it as ClusterFirst.</source>
        <translation>Das kubelet kennt die dnsPolicy „%2“ von %1 nicht und behandelt sie wie ClusterFirst.</translation>
    </message>
    <message>
        <source>unknown dnsPolicy</source>
        <translation>unbekannte dnsPolicy</translation>
    </message>
    <message>
        <source>The kubelet is told to use no resolv.conf of the node, so %1 gets a name server on its own loopback address.</source>
        <translation>Das kubelet soll keine resolv.conf des Nodes benutzen, deshalb bekommt %1 einen Nameserver auf der eigenen Loopback-Adresse.</translation>
    </message>
    <message>
        <source>no node resolv.conf</source>
        <translation>keine resolv.conf des Nodes</translation>
    </message>
    <message>
        <source>The dnsConfig of %1 is merged in: its name servers and search entries are appended, its options replace those of the same name.</source>
        <translation>Die dnsConfig von %1 wird eingearbeitet: Ihre Nameserver und Sucheinträge kommen ans Ende, ihre Optionen ersetzen gleichnamige.</translation>
    </message>
    <message>
        <source>dnsConfig merged</source>
        <translation>dnsConfig eingearbeitet</translation>
    </message>
    <message>
        <source>The kubelet cut resolv.conf down to a limit (%1: at most %2).</source>
        <extracomment>%1: what is limited, for instance &quot;search entries&quot;, %2: a number</extracomment>
        <translation>Das kubelet hat die resolv.conf auf eine Grenze gekürzt (%1: höchstens %2).</translation>
    </message>
    <message>
        <source>cut to a limit</source>
        <translation>auf Grenze gekürzt</translation>
    </message>
    <message>
        <source>The kubelet is given no clusterDNS address, so %1 gets the node&apos;s resolv.conf although its dnsPolicy asks for the cluster&apos;s DNS.</source>
        <translation>Dem kubelet ist keine clusterDNS-Adresse gegeben, deshalb bekommt %1 die resolv.conf des Nodes, obwohl die dnsPolicy den Cluster-DNS verlangt.</translation>
    </message>
    <message>
        <source>no clusterDNS set</source>
        <translation>kein clusterDNS gesetzt</translation>
    </message>
    <message>
        <source>%2 is the cluster DNS address, but the node cache on %1 has taken it over (iptables mode), so the question stays on the node.</source>
        <extracomment>%1: a node, %2: an IP address</extracomment>
        <translation>%2 ist die Adresse des Cluster-DNS, aber der Node-Cache auf %1 hat sie übernommen (iptables-Modus), deshalb bleibt die Anfrage auf dem Node.</translation>
    </message>
    <message>
        <source>node cache intercepts</source>
        <translation>Node-Cache fängt ab</translation>
    </message>
    <message>
        <source>resolv.conf names %2, the address on which the node cache on %1 listens.</source>
        <extracomment>%1: a node, %2: an IP address</extracomment>
        <translation>Die resolv.conf nennt %2, die Adresse, auf der der Node-Cache von %1 lauscht.</translation>
    </message>
    <message>
        <source>node cache asked</source>
        <translation>Node-Cache gefragt</translation>
    </message>
    <message>
        <source>No node-local-dns pod runs on %1, so there is no node cache on the way.</source>
        <translation>Auf %1 läuft kein node-local-dns-Pod, deshalb liegt kein Node-Cache auf dem Weg.</translation>
    </message>
    <message>
        <source>no node cache here</source>
        <translation>hier kein Node-Cache</translation>
    </message>
    <message>
        <source>The node cache on %1 is not running, but its address is still in use, so no reply comes.</source>
        <translation>Der Node-Cache auf %1 läuft nicht, aber seine Adresse ist noch belegt, deshalb kommt keine Antwort.</translation>
    </message>
    <message>
        <source>node cache is down</source>
        <translation>Node-Cache ist aus</translation>
    </message>
    <message>
        <source>%1 is a Service address; CoreDNS replicas behind it: %3. Here it leads to %2. In the cluster kube-proxy chooses at random.</source>
        <extracomment>%1: a Service&apos;s IP address, %2: a pod, %3: how many</extracomment>
        <translation>%1 ist eine Service-Adresse; CoreDNS-Replicas dahinter: %3. Hier führt sie zu %2. Im Cluster wählt kube-proxy zufällig.</translation>
    </message>
    <message>
        <source>one of %3</source>
        <translation>eines von %3</translation>
    </message>
    <message>
        <source>The TCP connection to %1 is still open and is used again, so no new replica is chosen.</source>
        <translation>Die TCP-Verbindung zu %1 ist noch offen und wird wieder benutzt, deshalb wird kein neues Replica gewählt.</translation>
    </message>
    <message>
        <source>connection reused</source>
        <translation>Verbindung wiederbenutzt</translation>
    </message>
    <message>
        <source>No CoreDNS pod behind %1 is ready, so the question is rejected on the way.</source>
        <translation>Kein CoreDNS-Pod hinter %1 ist bereit, deshalb wird die Anfrage unterwegs abgewiesen.</translation>
    </message>
    <message>
        <source>no CoreDNS ready</source>
        <translation>kein CoreDNS bereit</translation>
    </message>
    <message>
        <source>No known DNS server has the address %1, so no reply comes.</source>
        <translation>Kein bekannter DNS-Server hat die Adresse %1, deshalb kommt keine Antwort.</translation>
    </message>
    <message>
        <source>nobody answers there</source>
        <translation>dort antwortet niemand</translation>
    </message>
    <message>
        <source>The nodes&apos; own resolv.conf is not known, so what the servers outside the cluster would answer is not known either.</source>
        <translation>Die resolv.conf des Nodess ist nicht bekannt, deshalb auch nicht, was die Server außerhalb des Clusters antworten würden.</translation>
    </message>
    <message>
        <source>upstream unknown</source>
        <translation>Upstream unbekannt</translation>
    </message>
    <message>
        <source>%1 is asked directly, as &quot;dig @server&quot; does: no search list and no Service in between.</source>
        <extracomment>%1: a server</extracomment>
        <translation>%1 wird direkt gefragt wie mit „dig @server“: ohne Suchliste und ohne Service dazwischen.</translation>
    </message>
    <message>
        <source>asked directly</source>
        <translation>direkt gefragt</translation>
    </message>
    <message>
        <source>CoreDNS forwards to the name servers of its own /etc/resolv.conf, which is that of its node: %1 on %2.</source>
        <extracomment>%1: an IP address, %2: a node</extracomment>
        <translation>CoreDNS leitet an die Nameserver seiner eigenen /etc/resolv.conf weiter, und das ist die des Nodes: %1 auf %2.</translation>
    </message>
    <message>
        <source>from the node&apos;s resolv.conf</source>
        <translation>aus der resolv.conf des Nodes</translation>
    </message>
    <message>
        <source>This question did not need to go there (%1).</source>
        <extracomment>%1: node cache, CoreDNS or upstream</extracomment>
        <translation>Diese Anfrage musste dort nicht hin (%1).</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>block %1</source>
        <translation>Block %1</translation>
    </message>
    <message>
        <source>No server block of this Corefile is for %1, so the server answers REFUSED.</source>
        <translation>Kein Server-Block dieses Corefiles ist für %1 da, deshalb antwortet der Server mit REFUSED.</translation>
    </message>
    <message>
        <source>no server block</source>
        <translation>kein Server-Block</translation>
    </message>
    <message>
        <source>The server has no plugin for questions of the class %1, so it answers REFUSED.</source>
        <extracomment>%1: a DNS class like CH</extracomment>
        <translation>Der Server hat kein Plugin für Anfragen der Klasse %1, deshalb antwortet er mit REFUSED.</translation>
    </message>
    <message>
        <source>class not served</source>
        <translation>Klasse nicht bedient</translation>
    </message>
    <message>
        <source>A pod has a name of its own only if its spec sets both hostname and subdomain; %1 does not.</source>
        <translation>Einen eigenen Namen hat ein Pod nur, wenn seine spec hostname und subdomain setzt; %1 tut das nicht.</translation>
    </message>
    <message>
        <source>hostname or subdomain unset</source>
        <translation>hostname, subdomain fehlen</translation>
    </message>
    <message>
        <source>The server block &quot;%1&quot; serves %2, because of all blocks its zone covers most of the name&apos;s end.</source>
        <extracomment>%1: a zone, %2: a name</extracomment>
        <translation>Der Server-Block „%1“ bedient %2, weil seine Zone von allen Blöcken am meisten vom Ende des Namens abdeckt.</translation>
    </message>
</context>
<context>
    <name>Tree</name>
    <message>
        <source>headless</source>
        <extracomment>a Service without an address of its own</extracomment>
        <translation>headless</translation>
    </message>
    <message>
        <source>%1 of %2 ready</source>
        <extracomment>%1 of %2 endpoints</extracomment>
        <translation>%1 von %2 bereit</translation>
    </message>
    <message>
        <source>1 name</source>
        <translation>1 Name</translation>
    </message>
    <message numerus="yes">
        <source>%n names</source>
        <translation>
            <numerusform>%n Name</numerusform>
            <numerusform>%n Namen</numerusform>
        </translation>
    </message>
    <message>
        <source>pods</source>
        <translation>Pods</translation>
    </message>
    <message>
        <source>being deleted</source>
        <translation>wird gelöscht</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>nicht bereit</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1, von %2</translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <translation>%1 existiert nicht.</translation>
    </message>
    <message>
        <source>TTL %1 s</source>
        <extracomment>time to live in seconds</extracomment>
        <translation>TTL %1 s</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>just changed</source>
        <translation>eben geändert</translation>
    </message>
    <message>
        <source>something here just went away</source>
        <translation>hier ist eben etwas weggefallen</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>no reply</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>connection closed</source>
        <translation>Verbindung geschlossen</translation>
    </message>
    <message>
        <source>empty and not authoritative</source>
        <translation>leer und nicht autoritativ</translation>
    </message>
    <message>
        <source>no valid name</source>
        <translation>kein gültiger Name</translation>
    </message>
    <message>
        <source>no reply within the time limit</source>
        <translation>keine Antwort in der Zeitgrenze</translation>
    </message>
    <message>
        <source>connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>all upstreams count as down</source>
        <translation>alle Upstreams gelten als ausgefallen</translation>
    </message>
    <message>
        <source>UDP</source>
        <translation>UDP</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>name servers</source>
        <translation>Nameserver</translation>
    </message>
    <message>
        <source>search entries</source>
        <translation>Sucheinträge</translation>
    </message>
    <message>
        <source>characters in a search entry</source>
        <translation>Zeichen in einem Sucheintrag</translation>
    </message>
    <message>
        <source>characters in the search list</source>
        <translation>Zeichen in der Suchliste</translation>
    </message>
    <message>
        <source>pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>node cache</source>
        <translation>Node-Cache</translation>
    </message>
    <message>
        <source>CoreDNS</source>
        <translation>CoreDNS</translation>
    </message>
    <message>
        <source>upstream</source>
        <translation>Upstream</translation>
    </message>
    <message>
        <source>the smallest TTL of the records</source>
        <translation>die kleinste TTL der Records</translation>
    </message>
    <message>
        <source>the cache&apos;s maximum</source>
        <translation>das Maximum des Caches</translation>
    </message>
    <message>
        <source>the cache&apos;s minimum</source>
        <translation>das Minimum des Caches</translation>
    </message>
    <message>
        <source>the cache&apos;s time for SERVFAIL</source>
        <translation>die Zeit des Caches für SERVFAIL</translation>
    </message>
    <message>
        <source>the cache&apos;s minimum, because the reply holds no TTL</source>
        <translation>das Minimum des Caches, weil die Antwort keine TTL enthält</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>negative answers</source>
        <translation>negative Antworten</translation>
    </message>
    <message>
        <source>it is asked for often and soon runs out (prefetch)</source>
        <translation>er wird oft gefragt und läuft bald ab (prefetch)</translation>
    </message>
    <message>
        <source>it has run out</source>
        <translation>er ist abgelaufen</translation>
    </message>
    <message>
        <source>it has run out, and serve_stale verify asks first</source>
        <translation>er ist abgelaufen, und serve_stale verify fragt zuerst</translation>
    </message>
    <message>
        <source>it is truncated (flag TC)</source>
        <translation>sie ist abgeschnitten (Flag TC)</translation>
    </message>
    <message>
        <source>replies of this kind are never kept</source>
        <translation>Antworten dieser Art werden nie gespeichert</translation>
    </message>
    <message>
        <source>it has no SOA record, which would tell how long it is valid</source>
        <translation>ihr fehlt der SOA-Record, der ihre Gültigkeit nennen würde</translation>
    </message>
    <message>
        <source>its records do not answer the question</source>
        <translation>ihre Records beantworten die Anfrage nicht</translation>
    </message>
    <message>
        <source>its lifetime is 0 s</source>
        <translation>ihre Lebensdauer ist 0 s</translation>
    </message>
    <message>
        <source>it does not match the question</source>
        <translation>sie passt nicht zur Anfrage</translation>
    </message>
    <message>
        <source>this server block has no kubernetes plugin</source>
        <translation>dieser Server-Block hat kein kubernetes-Plugin</translation>
    </message>
    <message>
        <source>the name is in none of the kubernetes plugin&apos;s zones</source>
        <translation>der Name liegt in keiner Zone des kubernetes-Plugins</translation>
    </message>
    <message>
        <source>the kubernetes plugin needs &quot;pods verified&quot; for it</source>
        <translation>das kubernetes-Plugin braucht dafür „pods verified“</translation>
    </message>
    <message>
        <source>the asker&apos;s address is not that of a pod (behind a node cache it is the node&apos;s)</source>
        <translation>die Adresse des Fragenden gehört keinem Pod (hinter einem Node-Cache ist es die des Nodes)</translation>
    </message>
    <message>
        <source>its search list is not known</source>
        <translation>seine Suchliste ist nicht bekannt</translation>
    </message>
    <message>
        <source>the name does not end in the first search suffix</source>
        <translation>der Name endet nicht auf das erste Suchsuffix</translation>
    </message>
    <message>
        <source>no suffix of the search list has an answer</source>
        <translation>kein Suffix der Suchliste hat eine Antwort</translation>
    </message>
    <message>
        <source>lets the question pass</source>
        <translation>lässt die Anfrage durch</translation>
    </message>
    <message>
        <source>answers REFUSED</source>
        <translation>antwortet mit REFUSED</translation>
    </message>
    <message>
        <source>answers without any record</source>
        <translation>antwortet ohne Records</translation>
    </message>
    <message>
        <source>gives no reply</source>
        <translation>gibt keine Antwort</translation>
    </message>
</context>
<context>
    <name>app::Composition</name>
    <message>
        <source>Type a name and press Enter</source>
        <translation>Namen eingeben und Enter drücken</translation>
    </message>
    <message>
        <source>Ndots follows it from the pod through the node cache and CoreDNS to the upstream, and says why at every step. In the tree, double-click any name to ask for it.</source>
        <translation>Ndots folgt ihm vom Pod durch Node-Cache und CoreDNS bis zum Upstream und sagt bei jedem Schritt, warum. Ein Doppelklick auf einen Namen im Baum fragt nach ihm.</translation>
    </message>
    <message>
        <source>demo cluster</source>
        <translation>Demo-Cluster</translation>
    </message>
    <message>
        <source>reading …</source>
        <translation>wird gelesen …</translation>
    </message>
    <message>
        <source>This context gets its credentials from a program. It is run only if you agree: %1</source>
        <translation>Dieser Kontext bekommt seine Zugangsdaten von einem Programm. Es läuft nur mit Zustimmung: %1</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>The language changes when Ndots is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Ndots.</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>verweigert</translation>
    </message>
    <message>
        <source>connecting …</source>
        <translation>verbindet …</translation>
    </message>
    <message>
        <source>loading …</source>
        <translation>lädt …</translation>
    </message>
    <message>
        <source>server not verified</source>
        <translation>Server nicht geprüft</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>%1 pods · %2 services</source>
        <translation>Pods: %1 · Services: %2</translation>
    </message>
    <message>
        <source>Open snapshot or kubeconfig</source>
        <translation>Snapshot oder kubeconfig öffnen</translation>
    </message>
    <message>
        <source>Snapshots and kubeconfigs (*.yaml *.yml *.json *.conf config kubeconfig);;All files (*)</source>
        <translation>Snapshots und kubeconfigs (*.yaml *.yml *.json *.conf config kubeconfig);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save snapshot</source>
        <translation>Snapshot speichern</translation>
    </message>
    <message>
        <source>Snapshots (*.yaml)</source>
        <translation>Snapshots (*.yaml)</translation>
    </message>
    <message>
        <source>There is nothing to export yet: ask a question first.</source>
        <translation>Noch gibt es nichts zu exportieren: zuerst etwas fragen.</translation>
    </message>
    <message>
        <source>Export the path</source>
        <translation>Weg exportieren</translation>
    </message>
    <message>
        <source>About Ndots</source>
        <translation>Über Ndots</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Ndots %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Shows where a Kubernetes DNS query goes, and why.&lt;/p&gt;&lt;p&gt;Free software: GPL-3.0-or-later. Built with Qt %2, QCustomPlot, yaml-cpp, simdjson and RE2.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Ndots %1&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Zeigt, wohin eine DNS-Anfrage in Kubernetes geht und warum.&lt;/p&gt;&lt;p&gt;Freie Software: GPL-3.0-or-later. Gebaut mit Qt %2, QCustomPlot, yaml-cpp, simdjson und RE2.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>snapshot</source>
        <translation>Snapshot</translation>
    </message>
    <message>
        <source>Kubeconfig to use from now on</source>
        <translation>Ab jetzt verwendete kubeconfig</translation>
    </message>
</context>
<context>
    <name>widgets::Banner</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>widgets::CachePanel</name>
    <message>
        <source>TTL CACHES</source>
        <translation>TTL-CACHES</translation>
    </message>
    <message>
        <source>The simulated clock: caches count down on it</source>
        <translation>Die simulierte Uhr: Nach ihr laufen die Caches ab</translation>
    </message>
    <message>
        <source>Run or pause the clock</source>
        <translation>Uhr laufen lassen oder anhalten</translation>
    </message>
    <message>
        <source>+%1 s</source>
        <extracomment>button: move the clock on by %1 seconds</extracomment>
        <translation>+%1 s</translation>
    </message>
    <message>
        <source>Move the clock on by %1 s</source>
        <translation>Uhr um %1 s vorstellen</translation>
    </message>
    <message>
        <source>Speed of the clock</source>
        <translation>Tempo der Uhr</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Empty all caches, as after a restart</source>
        <translation>Alle Caches leeren wie nach einem Neustart</translation>
    </message>
    <message>
        <source>clock %1 s</source>
        <extracomment>the simulated clock, in seconds</extracomment>
        <translation>Uhr %1 s</translation>
    </message>
    <message>
        <source>NODE CACHE</source>
        <translation>NODE-CACHE</translation>
    </message>
    <message>
        <source>Entries of the cache of %1</source>
        <translation>Einträge im Cache von %1</translation>
    </message>
    <message>
        <source>%1 entries · %2 hits · %3 misses</source>
        <translation>Einträge: %1 · Treffer: %2 · ohne Treffer: %3</translation>
    </message>
    <message>
        <source>No cache plugin in this Corefile: every question is worked out anew.</source>
        <translation>Kein cache-Plugin in diesem Corefile: Jede Anfrage wird neu beantwortet.</translation>
    </message>
    <message>
        <source>The Corefile turns the cache off for the cluster domain: answers come from the watch of the API and are right within a second.</source>
        <translation>Das Corefile schaltet den Cache für die Cluster-Domain aus: Antworten kommen aus dem Watch der API und stimmen binnen einer Sekunde.</translation>
    </message>
    <message>
        <source>Empty. Ask a question and its answer stays here until its TTL has run out.</source>
        <translation>Leer. Nach einer Anfrage bleibt die Antwort hier, bis ihre TTL abgelaufen ist.</translation>
    </message>
</context>
<context>
    <name>widgets::ClusterPanel</name>
    <message>
        <source>CLUSTER</source>
        <translation>CLUSTER</translation>
    </message>
    <message>
        <source>Find a name, IP, pod …</source>
        <translation>Name, IP, Pod suchen …</translation>
    </message>
    <message>
        <source>Find in the cluster</source>
        <translation>Im Cluster suchen</translation>
    </message>
    <message>
        <source>Part of a name or an address; * stands for any text. A whole name that does not exist gets its reason.</source>
        <translation>Teil eines Namens oder einer Adresse; * steht für beliebigen Text. Zu einem ganzen Namen, den es nicht gibt, steht der Grund.</translation>
    </message>
    <message>
        <source>1 match</source>
        <translation>1 Treffer</translation>
    </message>
    <message>
        <source>%1 matches</source>
        <translation>%1 Treffer</translation>
    </message>
    <message>
        <source>Nothing in this cluster matches “%1”.</source>
        <translation>Nichts in diesem Cluster passt zu „%1“.</translation>
    </message>
    <message>
        <source>1 name</source>
        <translation>1 Name</translation>
    </message>
    <message>
        <source>%1 names</source>
        <translation>%1 Namen</translation>
    </message>
    <message>
        <source>This cluster shows no namespace, service or pod.</source>
        <translation>Dieser Cluster zeigt weder Namespace noch Service noch Pod.</translation>
    </message>
    <message>
        <source>No cluster is open.</source>
        <translation>Kein Cluster ist geöffnet.</translation>
    </message>
    <message>
        <source>%1 namespaces, %2 services, %3 pods</source>
        <translation>Namespaces: %1, Services: %2, Pods: %3</translation>
    </message>
</context>
<context>
    <name>widgets::ClusterView</name>
    <message>
        <source>Cluster tree</source>
        <translation>Cluster-Baum</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>namespace</source>
        <translation>Namespace</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>pod</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>questions are asked from it</source>
        <translation>von ihm aus wird gefragt</translation>
    </message>
    <message>
        <source>&amp;Copy name</source>
        <translation>Namen &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;record</source>
        <translation>&amp;Record kopieren</translation>
    </message>
    <message>
        <source>&amp;Ask this name</source>
        <translation>&amp;Nach diesem Namen fragen</translation>
    </message>
    <message>
        <source>&amp;Ask this name from %1</source>
        <translation>&amp;Nach diesem Namen von %1 aus fragen</translation>
    </message>
    <message>
        <source>Ask &amp;from this pod</source>
        <translation>&amp;Von diesem Pod aus fragen</translation>
    </message>
    <message>
        <source>&amp;Expand all</source>
        <translation>Alle &amp;aufklappen</translation>
    </message>
    <message>
        <source>Co&amp;llapse all</source>
        <translation>Alle &amp;zuklappen</translation>
    </message>
</context>
<context>
    <name>widgets::LadderView</name>
    <message>
        <source>The walk: candidate names in order</source>
        <translation>Der Weg: Kandidaten der Reihe nach</translation>
    </message>
</context>
<context>
    <name>widgets::LaneView</name>
    <message>
        <source>stale</source>
        <extracomment>a cache entry that has expired; otherwise the seconds that it still lives</extracomment>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>widgets::MainWindow</name>
    <message>
        <source>Source: context, snapshot or demo</source>
        <translation>Quelle: Kontext, Snapshot oder Demo</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open snapshot or kubeconfig …</source>
        <translation>Snapshot oder kubeconfig ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open the &amp;demo cluster</source>
        <translation>&amp;Demo-Cluster öffnen</translation>
    </message>
    <message>
        <source>&amp;Save snapshot …</source>
        <translation>&amp;Snapshot speichern …</translation>
    </message>
    <message>
        <source>Save &amp;redacted snapshot …</source>
        <translation>Snapshot &amp;anonymisiert speichern …</translation>
    </message>
    <message>
        <source>&amp;Export the path</source>
        <translation>Weg &amp;exportieren</translation>
    </message>
    <message>
        <source>Picture (PNG) …</source>
        <translation>Bild (PNG) …</translation>
    </message>
    <message>
        <source>Drawing (SVG) …</source>
        <translation>Zeichnung (SVG) …</translation>
    </message>
    <message>
        <source>Mermaid diagram …</source>
        <translation>Mermaid-Diagramm …</translation>
    </message>
    <message>
        <source>Text …</source>
        <translation>Text …</translation>
    </message>
    <message>
        <source>JSON …</source>
        <translation>JSON …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Find a name, IP or pod</source>
        <translation>Name, IP oder Pod &amp;suchen</translation>
    </message>
    <message>
        <source>Copy the trace as &amp;text</source>
        <translation>Verlauf als &amp;Text kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>&amp;Query</source>
        <translation>Anfra&amp;ge</translation>
    </message>
    <message>
        <source>Type a &amp;name</source>
        <translation>&amp;Name eingeben</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>&amp;Trace</source>
        <translation>&amp;Verfolgen</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Ctrl+Return</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>&amp;Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Ctrl+Space</source>
        <translation>Ctrl+Space</translation>
    </message>
    <message>
        <source>Step &amp;forward</source>
        <translation>Schritt v&amp;or</translation>
    </message>
    <message>
        <source>Ctrl+Right</source>
        <translation>Ctrl+Right</translation>
    </message>
    <message>
        <source>Step &amp;back</source>
        <translation>Schritt &amp;zurück</translation>
    </message>
    <message>
        <source>Ctrl+Left</source>
        <translation>Ctrl+Left</translation>
    </message>
    <message>
        <source>To the &amp;start</source>
        <translation>Zum An&amp;fang</translation>
    </message>
    <message>
        <source>Ctrl+Home</source>
        <translation>Ctrl+Home</translation>
    </message>
    <message>
        <source>To the &amp;end</source>
        <translation>Zum &amp;Ende</translation>
    </message>
    <message>
        <source>Ctrl+End</source>
        <translation>Ctrl+End</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>&amp;Schleife</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Cluster tree</source>
        <translation>&amp;Cluster-Baum</translation>
    </message>
    <message>
        <source>&amp;Why</source>
        <translation>&amp;Warum</translation>
    </message>
    <message>
        <source>TTL c&amp;aches</source>
        <translation>&amp;TTL-Caches</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Type &amp;size</source>
        <translation>Schrift&amp;größe</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Reduced &amp;motion</source>
        <translation>Weniger &amp;Bewegung</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Ndots</source>
        <translation>&amp;Über Ndots</translation>
    </message>
    <message>
        <source>Demo cluster</source>
        <translation>Demo-Cluster</translation>
    </message>
    <message>
        <source>Open snapshot or kubeconfig …</source>
        <translation>Snapshot oder kubeconfig öffnen …</translation>
    </message>
    <message>
        <source>Always use this &amp;kubeconfig …</source>
        <translation>Immer diese &amp;kubeconfig verwenden …</translation>
    </message>
    <message>
        <source>Use kubectl&apos;s o&amp;wn kubeconfig</source>
        <translation>&amp;Wieder die kubeconfig von kubectl verwenden</translation>
    </message>
</context>
<context>
    <name>widgets::PathView</name>
    <message>
        <source>The path of the query</source>
        <translation>Der Weg der Anfrage</translation>
    </message>
</context>
<context>
    <name>widgets::QuestionBar</name>
    <message>
        <source>namespace/pod</source>
        <translation>namespace/pod</translation>
    </message>
    <message>
        <source>Pod that asks</source>
        <translation>Fragender Pod</translation>
    </message>
    <message>
        <source>a name, as your program has it</source>
        <translation>ein Name, wie ihn das Programm benutzt</translation>
    </message>
    <message>
        <source>Name to look up</source>
        <translation>Gesuchter Name</translation>
    </message>
    <message>
        <source>Record type</source>
        <translation>Record-Typ</translation>
    </message>
    <message>
        <source>Resolver library of the pod</source>
        <translation>Resolver-Bibliothek des Pods</translation>
    </message>
    <message>
        <source>by image</source>
        <extracomment>resolver library: guessed from the container image</extracomment>
        <translation>nach Image</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Verfolgen</translation>
    </message>
    <message>
        <source>Follow the query (Enter)</source>
        <translation>Der Anfrage folgen (Enter)</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>T&amp;ype</source>
        <translation>&amp;Typ</translation>
    </message>
    <message>
        <source>&amp;Resolver</source>
        <translation>&amp;Resolver</translation>
    </message>
    <message>
        <source>Why this question cannot be asked</source>
        <translation>Warum diese Anfrage nicht möglich ist</translation>
    </message>
</context>
<context>
    <name>widgets::TransportBar</name>
    <message>
        <source>To the start</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Einen Schritt zurück</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>One step forward</source>
        <translation>Einen Schritt vor</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>Position in the film</source>
        <translation>Stelle im Film</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Speed of the film</source>
        <translation>Tempo des Films</translation>
    </message>
</context>
<context>
    <name>widgets::TtlPlot</name>
    <message>
        <source>Remaining TTL over time</source>
        <translation>Restliche TTL im Lauf der Zeit</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>TTL in s</source>
        <translation>TTL in s</translation>
    </message>
</context>
<context>
    <name>widgets::WhyPanel</name>
    <message>
        <source>THE WALK</source>
        <translation>DER WEG</translation>
    </message>
    <message>
        <source>queries</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>useful</source>
        <translation>nützlich</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Ask a question: here stands why each name is asked and who answers it.</source>
        <translation>Nach einer Anfrage steht hier, warum jeder Name gefragt wird und wer antwortet.</translation>
    </message>
    <message>
        <source>to CoreDNS</source>
        <translation>an CoreDNS</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>insgesamt</translation>
    </message>
</context>
</TS>
