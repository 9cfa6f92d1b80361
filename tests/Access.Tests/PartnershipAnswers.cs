namespace Access.Tests;

/// <summary>What industry partnership answers to whom. The own organisation is BPC or DJI; Shougang Institute of Technology is the third
/// institution, Huace the other enterprise.</summary>
internal static class PartnershipAnswers
{
    public static readonly Table Table = Access.Tests.Table.Parse(
        """
        ListParkedMessages                   | bpc         | shougang-it | ops 200+, * 403 | ops 200+, * 403 | ops 200+, * 403
        ListChanges                          | bpc         | bjedu
            | org-admin 200, signatory 200, coordinator 200, registrar 200, teacher-office 200, panel 200, * 403
            | authority 200, org-admin 200, signatory 200, * 403 | * 403
        ListChanges (enterprise)             | dji         | bjedu
            | internship-manager 200, org-admin 200, signatory 200, * 403 | authority 200, org-admin 200, signatory 200, * 403 | * 403
        GetParkedMessage                     | bpc         | shougang-it | ops 200, * 403 | ops 200, * 403 | ops 200, * 403
        ReplayParkedMessage                  | bpc         | shougang-it | ops 200, * 403 | ops 200, * 403 | ops 200, * 403
        DiscardParkedMessage                 | bpc         | shougang-it | ops 200, * 403 | ops 200, * 403 | ops 200, * 403
        StartImport (staff counts)           | dji         | huace | org-admin 202, * 403 | org-admin 202, * 403 | * 403
        ListImports (staff counts)           | dji         | huace | org-admin 200+, * 403 | org-admin 200-, * 403 | * 403
        GetImport (staff counts)             | dji         | huace | org-admin 200, * 403 | org-admin 404, * 403 | * 403
        GetImportReport (staff counts)       | dji         | huace | org-admin 200, * 403 | org-admin 404, * 403 | * 403
        CancelImport (staff counts)          | dji         | huace | org-admin 200, * 403 | org-admin 404, * 403 | * 403
        StartImport (applications)           | bpc         | shougang-it | coordinator 202, * 403 | coordinator 202, * 403 | * 403
        ListImports (applications)           | bpc         | shougang-it | coordinator 200+, org-admin 200-, learner 200-, * 403
            | coordinator 200-, org-admin 200-, learner 200-, * 403 | * 403
        GetImport (applications)             | bpc         | shougang-it | coordinator 200, org-admin 404, learner 404, * 403
            | coordinator 404, org-admin 404, learner 404, * 403 | * 403
        GetImportReport (applications)       | bpc         | shougang-it | coordinator 200, org-admin 404, learner 404, * 403
            | coordinator 404, org-admin 404, learner 404, * 403 | * 403
        CancelImport (applications)          | bpc         | shougang-it | coordinator 200, org-admin 404, learner 404, * 403
            | coordinator 404, org-admin 404, learner 404, * 403 | * 403
        StartImport (acceptances)            | bpc         | shougang-it | learner 202, * 403 | learner 202, * 403 | * 403
        ListImports (acceptances)            | bpc         | shougang-it | learner 200+, org-admin 200-, coordinator 200-, * 403
            | learner 200-, org-admin 200-, coordinator 200-, * 403 | * 403
        GetImport (acceptances)              | bpc         | shougang-it | learner 200, org-admin 404, coordinator 404, * 403
            | learner 404, org-admin 404, coordinator 404, * 403 | * 403
        GetImportReport (acceptances)        | bpc         | shougang-it | learner 200, org-admin 404, coordinator 404, * 403
            | learner 404, org-admin 404, coordinator 404, * 403 | * 403
        CancelImport (acceptances)           | bpc         | shougang-it | learner 200, org-admin 404, coordinator 404, * 403
            | learner 404, org-admin 404, coordinator 404, * 403 | * 403
        RegisterOrganisation                 | bjedu       | shougang-it | authority 201, ops 201, * 403 | ops 201, * 403 | ops 201, * 403
        RegisterOrganisation (enterprise)    | new         | huace       | org-admin 201, * 403 | * 403 | * 403
        ListOrganisations                    | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        VerifyEnterprise                     | bpc         | shougang-it | coordinator 200, * 403 | coordinator 200, * 403 | * 403
        VerifyEnterprise (by enterprise)     | bpc         | huace       | coordinator 200, * 403 | * 403 | * 403
        AmendOrganisation                    | new         | shougang-it | org-admin 200, * 403 | * 403 | * 403
        GetOrganisation                      | bpc         | shougang-it | * 200 | * 200 | * 200
        AddUnit                              | new         | shougang-it | org-admin 201, * 403 | * 403 | * 403
        RecordStaffCount                     | new         | huace       | org-admin 201, * 403 | * 403 | * 403
        ListStaffCounts                      | dji         | huace       | * 200+ | * 200+ | * 200+
        ListOrganisationHistory              | bpc         | shougang-it | * 200 | * 200 | * 200
        AddContact                           | new         | shougang-it | org-admin 201, * 403 | * 403 | * 403
        EditContact                          | new         | shougang-it | org-admin 200, * 403 | org-admin 404, * 403 | * 403
        EditContact (of a partner)           | dji         | bpc         | org-admin 200, * 403 | * 403 | * 403
        RemoveContact                        | new         | shougang-it | org-admin 200, * 403 | org-admin 404, * 403 | * 403
        RemoveContact (of a partner)         | dji         | bpc         | org-admin 200, * 403 | * 403 | * 403
        ListContacts                         | dji         | bjedu       | org-admin 200+, signatory 200+, internship-manager 200+, * 403
            | authority 200+, org-admin 404, signatory 404, * 403 | * 403
        ListContacts (of a partner)          | dji         | bpc         | org-admin 200+, signatory 200+, internship-manager 200+, * 403
            | org-admin 200+, signatory 200+, coordinator 200+, registrar 200+, * 403 | * 403
        AskVerification                      | new         | huace       | org-admin 201, * 403 | * 403 | * 403
        RefuseVerification                   | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        ListVerificationRequests             | bpc         | shougang-it | org-admin 200+, coordinator 200+, * 403
            | org-admin 200-, coordinator 200-, * 403 | * 403
        GetVerificationRequest               | bpc         | shougang-it | org-admin 200, coordinator 200, * 403
            | org-admin 404, coordinator 404, * 403 | * 403
        AskClient                            | new         | shougang-it | org-admin 201, * 403 | * 403 | * 201
        DecideClient                         | new         | bjedu       | ops 200, * 403 | authority 200, ops 200, * 403 | ops 200, * 403
        EditClient                           | new         | shougang-it | org-admin 200, * 403 | org-admin 404, * 403 | * 403
        RotateClientSecret                   | new         | shougang-it | org-admin 200, * 403 | org-admin 404, * 403 | * 403
        CloseClient                          | new         | bjedu       | org-admin 200, ops 200, * 403
            | authority 200, org-admin 404, ops 200, * 403 | ops 200, * 403
        ListClients                          | new         | bjedu       | org-admin 200+, ops 200+, * 403
            | authority 200+, org-admin 200-, ops 200+, * 403 | ops 200+, * 403
        GetClient                            | new         | bjedu       | org-admin 200, ops 200, * 403
            | authority 200, org-admin 404, ops 200, * 403 | ops 200, * 403
        GetClientContact                     | new         | bjedu       | org-admin 200, * 403
            | authority 200, org-admin 404, * 403 | * 403
        GetClientCredential                  | new         | bjedu       | ops 200, * 403 | ops 200, * 403 | ops 200, * 403
        CloseOrganisation                    | new         | bjedu       | ops 200, * 403 | authority 200, ops 200, * 403 | ops 200, * 403
        DraftAgreement                       | bpc         | shougang-it | signatory 201, * 403 | signatory 422, * 403 | * 403
        ListAgreements (draft) | bpc | dji | org-admin 200+, signatory 200+, coordinator 200+, registrar 200+, * 403
            | org-admin 200-, signatory 200-, internship-manager 200-, * 403 | * 403
        ListAgreements (proposed)            | dji         | shougang-it | org-admin 200+, signatory 200+, internship-manager 200+, * 403
            | org-admin 200-, signatory 200-, coordinator 200-, registrar 200-, * 403 | * 403
        GetAgreement (draft) | bpc | dji | org-admin 200, signatory 200, coordinator 200, registrar 200, * 403
            | org-admin 404, signatory 404, internship-manager 404, * 403 | * 403
        GetAgreement (proposed)              | dji         | shougang-it | org-admin 200, signatory 200, internship-manager 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, * 403 | * 403
        EditAgreement                        | dji         | shougang-it | signatory 200, * 403 | signatory 404, * 403 | * 403
        EditAgreement (draft)                | bpc         | dji         | signatory 200, * 403 | signatory 404, * 403 | * 403
        ProposeAgreement                     | bpc         | dji         | signatory 200, * 403 | signatory 404, * 403 | * 403
        SignAgreement                        | dji         | shougang-it | signatory 200, * 403 | signatory 404, * 403 | * 403
        SignAgreement (amendment)            | dji         | shougang-it | signatory 200, * 403 | signatory 404, * 403 | * 403
        SignAgreement (on paper)             | dji         | shougang-it | signatory 200, * 403 | signatory 404, * 403 | * 403
        ProposeAmendment                     | dji         | shougang-it | signatory 201, * 403 | signatory 404, * 403 | * 403
        EditAmendment                        | dji         | shougang-it | signatory 200, * 403 | signatory 404, * 403 | * 403
        WithdrawAmendment                    | dji         | shougang-it | signatory 200, * 403 | signatory 404, * 403 | * 403
        CorrectPaperSignature                | bpc         | shougang-it | signatory 200, * 403 | signatory 404, * 403 | * 403
        TagAgreement                         | dji         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        TagAgreement (draft)                 | bpc         | dji         | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        CompareCopy                          | dji         | shougang-it | org-admin 200, signatory 200, internship-manager 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, * 403 | * 403
        CompareCopy (draft) | bpc | dji | org-admin 200, signatory 200, coordinator 200, registrar 200, * 403
            | org-admin 404, signatory 404, internship-manager 404, * 403 | * 403
        ListAgreementTexts                   | dji         | shougang-it | org-admin 200, signatory 200, internship-manager 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, * 403 | * 403
        ListAgreementHistory                 | dji         | shougang-it | org-admin 200, signatory 200, internship-manager 200, * 403
            | org-admin 404, signatory 404, coordinator 404, registrar 404, * 403 | * 403
        ListAgreementHistory (draft) | bpc | dji | org-admin 200, signatory 200, coordinator 200, registrar 200, * 403
            | org-admin 404, signatory 404, internship-manager 404, * 403 | * 403
        TerminateAgreement                   | dji         | shougang-it | signatory 200, * 403 | signatory 404, * 403 | * 403
        DraftSlot                            | dji         | huace       | internship-manager 201, * 403
            | internship-manager 422, * 403 | * 403
        DraftSlot (by an institution)        | dji         | bpc         | internship-manager 201, * 403 | * 403 | * 403
        ListSlots (draft)                    | dji         | bpc         | mentor 200-, * 200+ | * 200- | * 200-
        ListSlots (submitted)                | bpc         | shougang-it | learner 200-, * 200+ | * 200- | * 200-
        ListSlots (open)                     | dji         | huace       | * 200+ | * 200+ | * 200+
        GetSlot (draft)                      | dji         | bpc         | mentor 404, * 200 | * 404 | * 404
        GetSlot (submitted)                  | bpc         | shougang-it | learner 404, * 200 | * 404 | * 404
        GetSlot (open)                       | dji         | huace       | * 200 | * 200 | * 200
        EditSlot                             | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        EditSlot (submitted)                 | dji         | bpc         | internship-manager 200, * 403 | * 403 | * 403
        SubmitSlot                           | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        WithdrawSlot                         | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        WithdrawSlot (submitted)             | dji         | bpc         | internship-manager 200, * 403 | * 403 | * 403
        ApproveSlot                          | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        ApproveSlot (by the enterprise)      | bpc         | dji         | coordinator 200, * 403 | * 403 | * 403
        ReturnSlot                           | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        OpenSlot                             | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        CloseSlot                            | dji         | huace       | internship-manager 200, * 403 | * 403 | * 403
        RecordInsurance                      | dji         | huace       | internship-manager 200, * 403 | * 403 | * 403
        RecordInsurance (by school)          | bpc         | shougang-it | coordinator 200, * 403 | * 403 | * 403
        CorrectInsurance                     | dji         | huace       | internship-manager 200, * 403 | * 403 | * 403
        CorrectInsurance (by school)         | bpc         | shougang-it | coordinator 200, * 403 | * 403 | * 403
        AnnulInsurance                       | dji         | huace       | internship-manager 200, * 403 | * 403 | * 403
        AnnulInsurance (by school)           | bpc         | shougang-it | coordinator 200, * 403 | * 403 | * 403
        ListInsurances                       | dji         | huace       | * 200 | * 200 | * 200
        NameFilings                          | dji         | huace       | internship-manager 200, * 403 | * 403 | * 403
        RecordFiling                         | bjedu       | shougang-it | authority 201, * 403 | * 403 | * 403
        CorrectFiling                        | bjedu       | shougang-it | authority 200, * 403 | * 403 | * 403
        EndFiling                            | bjedu       | shougang-it | authority 200, * 403 | * 403 | * 403
        ListFilings                          | dji         | shougang-it | internship-manager 200+, * 403 | coordinator 200-, * 403 | * 403
        ListFilings (by authority)           | bjedu       | shougang-it | authority 200+, * 403 | coordinator 200-, * 403 | * 403
        ListFilings (by school)              | bpc         | huace       | coordinator 200+, * 403 | internship-manager 200-, * 403 | * 403
        GetFiling                            | dji         | shougang-it | internship-manager 200, * 403 | coordinator 404, * 403 | * 403
        GetFiling (by authority)             | bjedu       | shougang-it | authority 200, * 403 | coordinator 404, * 403 | * 403
        GetFiling (by school)                | bpc         | huace       | coordinator 200, * 403 | internship-manager 404, * 403 | * 403
        GetFilingHistory                     | dji         | shougang-it | internship-manager 200+, * 403 | coordinator 404, * 403 | * 403
        GetFilingHistory (by authority)      | bjedu       | shougang-it | authority 200+, * 403 | coordinator 404, * 403 | * 403
        GetFilingHistory (by school)         | bpc         | huace       | coordinator 200+, * 403 | internship-manager 404, * 403 | * 403
        JudgeSlot                            | dji         | bpc         | internship-manager 200, * 403 | * 403 | * 403
        ListRulePacks                        | bpc         | shougang-it | * 200 | * 200 | * 200
        ListReceipts                         | bpc         | shougang-it | coordinator 200+, signatory 200+, * 403
            | coordinator 200-, signatory 200-, * 403 | * 403
        ListReceipts (enterprise)            | dji         | huace       | internship-manager 200+, signatory 200+, * 403
            | internship-manager 200-, signatory 200-, * 403 | * 403
        GetReceipt                           | bpc         | shougang-it | coordinator 200, signatory 200, * 403
            | coordinator 404, signatory 404, * 403 | * 403
        GetReceipt (enterprise)              | dji         | huace       | internship-manager 200, signatory 200, * 403
            | internship-manager 404, signatory 404, * 403 | * 403
        ListReceiptKeys                      | bpc         | shougang-it | * 200 | * 200 | * 200
        ApplyForSlot                         | bpc         | shougang-it | learner 201, coordinator 201, * 403
            | learner 409, coordinator 409, * 403 | * 403
        ApplyForSlot (another learner)       | bpc         | bpc         | learner 201, coordinator 201, * 403
            | learner 409, coordinator 201, * 403 | * 403
        ShortlistApplication                 | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        ShortlistApplication (by school)     | dji         | bpc         | internship-manager 200, * 403 | * 403 | * 403
        OfferPlace                           | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        OfferPlace (by school)               | dji         | bpc         | internship-manager 200, * 403 | * 403 | * 403
        RejectApplication                    | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        RejectApplication (by school)        | dji         | bpc         | internship-manager 200, * 403 | * 403 | * 403
        AcceptOffer                          | bpc         | shougang-it | learner 201, * 403 | learner 404, * 403 | * 403
        AcceptOffer (another learner)        | bpc         | bpc         | learner 201, * 403 | learner 404, * 403 | * 403
        WithdrawApplication                  | bpc         | shougang-it | learner 200, coordinator 200, * 403
            | learner 404, coordinator 404, * 403 | * 403
        WithdrawApplication (by enterprise)  | bpc         | dji         | learner 200, coordinator 200, * 403 | * 403 | * 403
        ListApplications                     | bpc         | shougang-it | coordinator 200+, learner 200+, * 403
            | coordinator 200-, learner 200-, * 403 | * 403
        ListApplications (enterprise)        | dji         | huace       | internship-manager 200+, * 403
            | internship-manager 200-, * 403 | * 403
        GetApplication                       | bpc         | shougang-it | coordinator 200, learner 200, * 403
            | coordinator 404, learner 404, * 403 | * 403
        GetApplication (enterprise)          | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        ConsentToPlacement                   | bpc         | shougang-it | learner 200, * 403 | learner 404, * 403 | * 403
        ConsentToPlacement (another learner) | bpc         | bpc         | learner 200, * 403 | learner 404, * 403 | * 403
        RecordGuardianConsent                | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        RecordGuardianConsent (by enterprise) | bpc         | dji         | coordinator 200, * 403 | * 403 | * 403
        RefuseConsent                        | bpc         | shougang-it | learner 200, * 403 | learner 404, * 403 | * 403
        RefuseConsent (another learner)      | bpc         | bpc         | learner 200, * 403 | learner 404, * 403 | * 403
        RecordGuardianRefusal                | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        RecordGuardianRefusal (by enterprise) | bpc         | dji         | coordinator 200, * 403 | * 403 | * 403
        StateNoGuardian                      | bpc         | shougang-it | learner 200, * 403 | learner 404, * 403 | * 403
        StateNoGuardian (another learner)    | bpc         | bpc         | learner 200, * 403 | learner 404, * 403 | * 403
        ConfirmNoGuardian                    | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        ConfirmNoGuardian (by enterprise)    | bpc         | dji         | coordinator 200, * 403 | * 403 | * 403
        CorrectPlacementAct                  | bpc         | shougang-it | signatory 200, learner 200, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        CorrectPlacementAct (guardian)       | bpc         | shougang-it | coordinator 200, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        KeepAgreementTemplate                | bpc         | dji         | coordinator 201, signatory 201, * 403
            | signatory 422, * 403 | * 403
        ListAgreementTemplates               | bpc         | shougang-it | coordinator 200+, signatory 200+, * 403
            | coordinator 200-, signatory 200-, * 403 | * 403
        MakeGuardianLink                     | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        MakeGuardianLink (by enterprise)     | bpc         | dji         | coordinator 200, * 403 | * 403 | * 403
        GetGuardianConsent                   | bpc         | shougang-it | * 200 | * 200 | * 200
        GiveGuardianConsent                  | bpc         | shougang-it | * 200 | * 200 | * 200
        SignPlacement                        | bpc         | shougang-it | signatory 200, learner 200, * 403
            | signatory 404, learner 404, * 403 | * 403
        SignPlacement (enterprise)           | dji         | huace       | signatory 200, * 403 | signatory 404, * 403 | * 403
        NameMentor                           | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        NameMentor (by institution)          | dji         | bpc         | internship-manager 200, * 403 | * 403 | * 403
        StartPlacement                       | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        StartPlacement (enterprise)          | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        PausePlacement                       | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        PausePlacement (enterprise)          | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        ResumePlacement                      | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        ResumePlacement (enterprise)         | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        CompletePlacement                    | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        CompletePlacement (by enterprise)    | bpc         | dji         | coordinator 200, * 403 | * 403 | * 403
        StopPlacement                        | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        StopPlacement (by enterprise)        | bpc         | dji         | coordinator 200, * 403 | * 403 | * 403
        StopPlacement (before the start)     | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        NameTeacher                          | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        NameTeacher (by enterprise)          | bpc         | dji         | coordinator 200, * 403 | * 403 | * 403
        GetPlacementTimeline                 | bpc         | shougang-it | coordinator 200, signatory 200, learner 200, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        GetPlacementTimeline (enterprise)    | dji         | huace       | internship-manager 200, signatory 200, mentor 200, * 403
            | internship-manager 404, signatory 404, mentor 404, * 403 | * 403
        GetInternshipBoard                   | bpc         | shougang-it | coordinator 200, * 403 | coordinator 200, * 403 | * 403
        ProposePlacementChange               | bpc         | shougang-it | coordinator 201, * 403 | coordinator 404, * 403 | * 403
        ProposePlacementChange (enterprise)  | dji         | huace       | internship-manager 201, * 403
            | internship-manager 404, * 403 | * 403
        AcceptPlacementChange                | bpc         | shougang-it | coordinator 200, learner 200, * 403
            | coordinator 404, learner 404, * 403 | * 403
        AcceptPlacementChange (enterprise)   | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        AcceptPlacementChange (next enterprise) | new         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        SignPlacementChange                  | bpc         | shougang-it | signatory 200, learner 200, * 403
            | signatory 404, learner 404, * 403 | * 403
        SignPlacementChange (next enterprise) | new         | huace       | signatory 200, * 403 | signatory 404, * 403 | * 403
        CorrectPlacementChange               | bpc         | shougang-it | coordinator 200, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        CorrectPlacementChange (next enterprise) | new         | huace       | signatory 200, * 403 | signatory 404, * 403 | * 403
        RecordGuardianAcceptance             | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        RecordGuardianAcceptance (by enterprise) | bpc         | dji         | coordinator 200, * 403 | * 403 | * 403
        MakeGuardianMoveLink                 | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        MakeGuardianMoveLink (by enterprise) | bpc         | dji         | coordinator 200, * 403 | * 403 | * 403
        GetGuardianAcceptance                | bpc         | shougang-it | * 200 | * 200 | * 200
        GiveGuardianAcceptance               | bpc         | shougang-it | * 200 | * 200 | * 200
        RefusePlacementChange                | bpc         | shougang-it | coordinator 200, learner 200, * 403
            | coordinator 404, learner 404, * 403 | * 403
        RefusePlacementChange (enterprise)   | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        WithdrawPlacementChange              | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        WithdrawPlacementChange (by enterprise) | bpc         | dji         | coordinator 200, * 403 | * 403 | * 403
        WithdrawPlacementChange (enterprise) | dji         | bpc         | internship-manager 200, * 403 | * 403 | * 403
        ListPlacementChanges                 | bpc         | shougang-it | coordinator 200+, signatory 200+, learner 200+, * 403
            | coordinator 200-, signatory 200-, learner 200-, * 403 | * 403
        ListPlacementChanges (enterprise)    | dji         | huace       | internship-manager 200+, signatory 200+, * 403
            | internship-manager 200-, signatory 200-, * 403 | * 403
        ListPlacementChanges (next enterprise) | new         | huace       | internship-manager 200+, signatory 200+, * 403
            | internship-manager 200-, signatory 200-, * 403 | * 403
        ListChangesOfPlacement               | bpc         | shougang-it | coordinator 200+, signatory 200+, learner 200+, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        ListChangesOfPlacement (enterprise)  | dji         | huace       | internship-manager 200+, signatory 200+, * 403
            | internship-manager 404, signatory 404, * 403 | * 403
        GetPlacementChange                   | bpc         | shougang-it | coordinator 200, signatory 200, learner 200, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        GetPlacementChange (enterprise)      | dji         | huace       | internship-manager 200, signatory 200, * 403
            | internship-manager 404, signatory 404, * 403 | * 403
        GetPlacementChange (next enterprise) | new         | huace       | internship-manager 200, signatory 200, * 403
            | internship-manager 404, signatory 404, * 403 | * 403
        WriteLogbook                         | bpc         | shougang-it | learner 201, * 403 | learner 404, * 403 | * 403
        WriteLogbook (another learner)       | bpc         | bpc         | learner 201, * 403 | learner 404, * 403 | * 403
        ChangeLogbook                        | bpc         | shougang-it | learner 200, * 403 | learner 404, * 403 | * 403
        SignLogbook                          | dji         | huace       | mentor 200, * 403 | mentor 404, * 403 | * 403
        SignLogbook (another mentor)         | dji         | dji         | mentor 200, * 403 | mentor 404, * 403 | * 403
        ReturnLogbook                        | dji         | huace       | mentor 200, * 403 | mentor 404, * 403 | * 403
        ReturnLogbook (another mentor)       | dji         | dji         | mentor 200, * 403 | mentor 404, * 403 | * 403
        ListLogbook                          | bpc         | shougang-it | coordinator 200+, signatory 200+, learner 200+, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        ListLogbook (enterprise)             | dji         | huace       | internship-manager 200+, signatory 200+, mentor 200+, * 403
            | internship-manager 404, signatory 404, mentor 404, * 403 | * 403
        GetLogbook                           | bpc         | shougang-it | coordinator 200, signatory 200, learner 200, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        GetLogbook (enterprise)              | dji         | huace       | internship-manager 200, signatory 200, mentor 200, * 403
            | internship-manager 404, signatory 404, mentor 404, * 403 | * 403
        GetPlacementHours                    | bpc         | shougang-it | coordinator 200, signatory 200, learner 200, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        GetPlacementHours (enterprise)       | dji         | huace       | internship-manager 200, signatory 200, mentor 200, * 403
            | internship-manager 404, signatory 404, mentor 404, * 403 | * 403
        ListPublicHolidays                   | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        MakeAssessmentLink                   | bpc         | shougang-it | coordinator 200, * 403 | coordinator 404, * 403 | * 403
        MakeAssessmentLink (enterprise)      | dji         | huace       | internship-manager 200, * 403
            | internship-manager 404, * 403 | * 403
        GetMentorAssessment                  | bpc         | shougang-it | * 200 | * 200 | * 200
        GiveMentorAssessment                 | bpc         | shougang-it | * 200 | * 200 | * 200
        GetPlacementAssessment               | bpc         | shougang-it | coordinator 200, signatory 200, learner 200, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        GetPlacementAssessment (enterprise)  | dji         | huace       | internship-manager 200, signatory 200, mentor 200, * 403
            | internship-manager 404, signatory 404, mentor 404, * 403 | * 403
        ListPlacements                       | bpc         | shougang-it | coordinator 200+, signatory 200+, learner 200+, * 403
            | coordinator 200-, signatory 200-, learner 200-, * 403 | * 403
        ListPlacements (enterprise)          | dji         | huace       | internship-manager 200+, signatory 200+, mentor 200+, * 403
            | internship-manager 200-, signatory 200-, mentor 200-, * 403 | * 403
        ExportPersonalData                   | bpc         | shougang-it | coordinator 200, learner 200, org-admin 404, * 403
            | coordinator 404, learner 404, org-admin 404, * 403 | * 403
        ExportPersonalData (mentor)          | dji         | huace       | org-admin 200, mentor 200, * 403
            | org-admin 404, mentor 404, * 403 | * 403
        ExportPersonalData (contact)         | dji         | huace       | org-admin 200, mentor 404, * 403
            | org-admin 404, mentor 404, * 403 | * 403
        AskErasure                           | dji         | huace       | org-admin 201, mentor 201, * 403
            | org-admin 404, mentor 404, * 403 | * 403
        WithdrawErasure                      | dji         | huace       | org-admin 403, mentor 200, * 403
            | org-admin 404, mentor 404, * 403 | * 403
        DecideErasure                        | dji         | huace       | org-admin 200, * 403 | org-admin 404, * 403 | * 403
        ListErasures                         | dji         | huace       | org-admin 200+, mentor 200-, * 403
            | org-admin 200-, mentor 200-, * 403 | * 403
        GetErasure                           | dji         | huace       | org-admin 200, mentor 200, * 403
            | org-admin 404, mentor 404, * 403 | * 403
        GetPlacement                         | bpc         | shougang-it | coordinator 200, signatory 200, learner 200, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        GetPlacement (enterprise)            | dji         | huace       | internship-manager 200, signatory 200, mentor 200, * 403
            | internship-manager 404, signatory 404, mentor 404, * 403 | * 403
        GetPlacementAgreement                | bpc         | shougang-it | coordinator 200, signatory 200, learner 200, * 403
            | coordinator 404, signatory 404, learner 404, * 403 | * 403
        GetPlacementAgreement (enterprise)   | dji         | huace       | internship-manager 200, signatory 200, mentor 200, * 403
            | internship-manager 404, signatory 404, mentor 404, * 403 | * 403
        ProposeBase                          | bpc         | shougang-it | org-admin 201, signatory 201, * 403
            | org-admin 422, signatory 422, * 403 | * 403
        EditBase                             | bpc         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        EditBase (by another party)          | bpc         | dji         | org-admin 200, signatory 200, * 403 | * 403 | * 403
        WithdrawBase                         | bpc         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        WithdrawBase (by another party)      | bpc         | dji         | org-admin 200, signatory 200, * 403 | * 403 | * 403
        ApproveBase                          | bjedu       | shougang-it | authority 200, * 403 | * 403 | * 403
        SuspendBase                          | bjedu       | shougang-it | authority 200, * 403 | * 403 | * 403
        ListBases (proposed)                 | dji         | bjedu       | * 200+ | authority 200+, * 200- | * 200-
        ListBases (approved)                 | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetBase (proposed)                   | dji         | bjedu       | * 200 | authority 200, * 404 | * 404
        GetBase (approved)                   | bpc         | shougang-it | * 200 | * 200 | * 200
        ProposeConsortium                    | bpc         | shougang-it | org-admin 201, signatory 201, * 403
            | org-admin 422, signatory 422, * 403 | * 403
        EditConsortium                       | bpc         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        EditConsortium (not accepted)        | bpc         | dji         | org-admin 200, signatory 200, * 403 | * 403 | * 403
        WithdrawConsortium                   | bpc         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        WithdrawConsortium (by another)      | bpc         | dji         | org-admin 200, signatory 200, * 403 | * 403 | * 403
        TagConsortium                        | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        InviteToConsortium                   | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        WithdrawConsortiumInvitation         | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        LeaveConsortium                      | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        AppointLead                          | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        DissolveConsortium                   | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        InviteToConsortium (by a member)     | bpc         | dji         | org-admin 200, signatory 200, * 403 | * 403 | * 403
        DissolveConsortium (by a member)     | bpc         | dji         | org-admin 200, signatory 200, * 403 | * 403 | * 403
        JoinConsortium                       | bpc         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        FoundConsortium                      | bpc         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        FoundConsortium (by a member)        | bpc         | dji         | org-admin 200, signatory 200, * 403 | * 403 | * 403
        ListConsortia (proposed)             | dji         | shougang-it | * 200+ | * 200- | * 200-
        ListConsortia (founded)              | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetConsortium (proposed)             | dji         | shougang-it | * 200 | * 404 | * 404
        GetConsortium (founded)              | bpc         | shougang-it | * 200 | * 200 | * 200
        GetConsortiumHistory (proposed)      | dji         | shougang-it | * 200 | * 404 | * 404
        GetConsortiumHistory (founded)       | bpc         | shougang-it | * 200 | * 200 | * 200
        JoinBase                             | dji         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        InviteToBase                         | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        WithdrawBaseInvitation               | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        LeaveBase                            | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        TagBase                              | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        GetBaseHistory (proposed)            | dji         | bjedu       | * 200 | authority 200, * 404 | * 404
        GetBaseHistory (approved)            | bpc         | shougang-it | * 200 | * 200 | * 200
        ProposeProject                       | bpc         | shougang-it | org-admin 201, signatory 201, * 403
            | org-admin 422, signatory 422, * 403 | * 403
        EditProject                          | bpc         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        EditProject (not accepted)           | bpc         | dji         | org-admin 200, signatory 200, * 403 | * 403 | * 403
        TagProject                           | bpc         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        JoinProject                          | dji         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        StartProject                         | bpc         | shougang-it | org-admin 200, signatory 200, * 403
            | org-admin 404, signatory 404, * 403 | * 403
        InviteToProject                      | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        WithdrawProjectInvitation            | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        LeaveProject                         | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        CloseProject                         | bpc         | shougang-it | org-admin 200, signatory 200, * 403 | * 403 | * 403
        AddMilestone                         | bpc         | shougang-it | org-admin 200, coordinator 200, * 403 | * 403 | * 403
        AddMilestone (by enterprise)         | dji         | huace       | org-admin 200, internship-manager 200, * 403 | * 403 | * 403
        CompleteMilestone                    | bpc         | shougang-it | org-admin 200, coordinator 200, * 403 | * 403 | * 403
        CompleteMilestone (by enterprise)    | dji         | huace       | org-admin 200, internship-manager 200, * 403 | * 403 | * 403
        ListProjects (proposed)              | dji         | shougang-it | * 200+ | * 200- | * 200-
        ListProjects (started)               | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetProject (proposed)                | dji         | shougang-it | * 200 | * 404 | * 404
        GetProject (started)                 | bpc         | shougang-it | * 200 | * 200 | * 200
        GetProjectHistory (proposed)         | dji         | shougang-it | * 200 | * 404 | * 404
        GetProjectHistory (started)          | bpc         | shougang-it | * 200 | * 200 | * 200
        RecordAttendance                     | bpc         | huace       | org-admin 200, coordinator 200, * 403
            | org-admin 404, internship-manager 404, * 403 | * 403
        RecordAttendance (by institution)    | bpc         | shougang-it | org-admin 200, coordinator 200, * 403 | * 403 | * 403
        CompleteTeacherPractice              | bpc         | huace       | org-admin 200, coordinator 200, * 403
            | org-admin 404, internship-manager 404, * 403 | * 403
        CompleteTeacherPractice (by institution) | bpc         | shougang-it | org-admin 200, coordinator 200, * 403 | * 403 | * 403
        CancelTeacherPractice                | bpc         | huace       | org-admin 200, coordinator 200, * 403
            | org-admin 404, internship-manager 404, * 403 | * 403
        CancelTeacherPractice (by institution) | bpc         | shougang-it | org-admin 200, coordinator 200, * 403 | * 403 | * 403
        ListTeacherPractices                 | bpc         | huace       | org-admin 200+, coordinator 200+, teacher-office 200+, * 403
            | org-admin 200-, internship-manager 200-, * 403 | * 403
        ListTeacherPractices (institution)   | shougang-it | huace       | org-admin 200+, coordinator 200+, teacher-office 200+, * 403
            | org-admin 200-, internship-manager 200-, * 403 | * 403
        GetTeacherPractice                   | bpc         | huace       | org-admin 200, coordinator 200, teacher-office 200, * 403
            | org-admin 404, internship-manager 404, * 403 | * 403
        GetTeacherPractice (institution)     | shougang-it | huace       | org-admin 200, coordinator 200, teacher-office 200, * 403
            | org-admin 404, internship-manager 404, * 403 | * 403
        GetTeacherPracticeHistory            | bpc         | huace       | org-admin 200+, coordinator 200+, teacher-office 200+, * 403
            | org-admin 404, internship-manager 404, * 403 | * 403
        GetBaseSeats                         | dji         | shougang-it | * 200 | * 200 | * 200
        GetBaseSeats (proposed)              | dji         | bjedu       | * 200 | authority 200, * 404 | * 404
        """ + Things.WebhookRows);
}
