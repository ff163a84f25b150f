package io.riskwire.vendor;

import java.util.Set;

/** A column of a purchasing system's list, and how it is headed in some twenty languages. */
enum Column {
  NAME(
      "name vendor vendorname suppliername supplier company companyname lieferant lieferantenname"
          + " kreditor kreditorname kreditorenname fournisseur nomfournisseur nomfournisseurs"
          + " raisonsociale proveedor nombreproveedor razonsocial fornitore"
          + " ragionesociale leverancier naamleverancier fornecedor nomefornecedor dostawca"
          + " nazwadostawcy leverantor leverandor toimittaja firma firmenname unternehmen"
          + " anbieter hersteller entreprise societe empresa azienda bedrijf name1 nom nombre"
          + " nome naam nazwa namn navn creditor creditorname payee merchant manufacturer partner"
          + " businesspartner geschaftspartner 供应商 供应商名称 仕入先 仕入先名 取引先 поставщик"
          + " 공급업체 tedarikci dodavatel beszallito furnizor legalname accountname"),
  DOMAIN(
      "domain website webseite url homepage web internet site siteweb sitioweb sitoweb email"
          + " mail emaildomain vendoremail dominio domaine webpage 网址"),
  PRODUCT(
      "product products produkt produkte produit produits producto productos prodotto prodotti"
          + " service services software tool application app item description beschreibung"
          + " bezeichnung artikel leistung designation descripcion descrizione omschrijving"
          + " produktname productname system anwendung materialgroup warengruppe category"
          + " kategorie produto tuote 产品 製品 продукт"),
  OWNER(
      "owner vendorowner contractowner businessowner owneremail verantwortlich verantwortlicher"
          + " verantwortliche ansprechpartner besitzer eigentumer zustandig fachverantwortlicher"
          + " responsible responsable responsabile verantwoordelijke propietario proprietaire"
          + " buyer einkaufer acheteur comprador requester contact kontakt manager"
          + " accountmanager relationshipowner eier agare wlasciciel 负责人 担当者 владелец"),
  CRITICALITY(
      "criticality criticity critical kritikalitat kritisch criticite criticidad criticita"
          + " kriticiteit tier risk risiko risktier risikoklasse importance wichtigkeit priority"
          + " prioritat priorite prioridad risklevel vendortier kritikalitet krytycznosc 重要度"),
  CONTRACT(
      "contract contractdate contractstart startdate start signed signedon vertrag"
          + " vertragsdatum vertragsbeginn beginn datecontrat datedebut debutcontrat inicio"
          + " fechacontrato fechainicio iniciocontrato datacontratto inizio begindatum"
          + " contractdatum since seit effectivedate datumsmlouvy contratoinicio 契約日"),
  RENEWAL(
      "renewal renewaldate renewson expiry expirydate expires expiration expirationdate end"
          + " enddate contractend termination vertragsende ende ablauf ablaufdatum laufzeitende"
          + " verlangerung verlangerungsdatum renouvellement daterenouvellement datefin"
          + " fincontrat echeance renovacion fecharenovacion vencimiento fechavencimiento"
          + " rinnovo scadenza datascadenza verlenging verlengingsdatum einddatum validto"
          + " validuntil gultigbis nextrenewal kundigungstermin 更新日 期限");

  private final Set<String> headers;

  Column(String headers) {
    this.headers = Set.of(headers.split(" "));
  }

  /** Whether a header, its words in one without small ones, names this column. */
  boolean isCalled(String header) {
    return headers.contains(header);
  }
}
