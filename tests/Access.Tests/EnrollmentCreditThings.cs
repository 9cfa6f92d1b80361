using VocationalPlatform.Client.Enrollment;
using static Contracts.Roles;

namespace Access.Tests;

/// <summary>X-certificates, and what credit rests on.</summary>
public sealed partial class EnrollmentThings
{
    private const string CreditRows =
        """
        DefineXCertificateType               | bpc         | bjedu       | registrar 201, * 403 | authority 201, * 403 | * 403
        CorrectXCertificateType              | bpc         | shougang-it | registrar 200, * 403 | * 403 | * 403
        CorrectXCertificateType (authority)  | bjedu       | bpc         | authority 200, * 403 | * 403 | * 403
        ListXCertificateTypes                | bpc         | shougang-it | * 200+ | * 200+ | * 200+
        GetXCertificateType                  | bpc         | shougang-it | * 200 | * 200 | * 200
        RecordXCertificate                   | bpc         | shougang-it | registrar 201, * 403 | registrar 404, * 403 | * 403
        RecordXCertificate (receiving)       | bpc         | ncut        | registrar 201, * 403 | * 403 | * 403
        CorrectXCertificate                  | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        CorrectXCertificate (receiving)      | bpc         | ncut        | registrar 200, * 403 | * 403 | * 403
        WithdrawXCertificate                 | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        WithdrawXCertificate (receiving)     | bpc         | ncut        | registrar 200, * 403 | * 403 | * 403
        ListXCertificates                    | bpc         | shougang-it | registrar 200+, learner 200+, * 403
            | registrar 404, learner 404, * 403 | * 403
        GetXCertificate                      | bpc         | shougang-it | registrar 200, learner 200, * 403
            | registrar 404, learner 404, * 403 | * 403
        GetXCertificate (receiving)          | ncut        | dji         | registrar 200, learner 404, * 403 | * 403 | * 403
        ProposeCreditMapping                 | bpc         | shougang-it | registrar 201, * 403 | * 403 | * 403
        ProposeCreditMapping (receiving)     | ncut        | dji         | registrar 201, * 403 | * 403 | * 403
        AgreeCreditMapping                   | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        AgreeCreditMapping (own)             | ncut        | bpc         | registrar 200, * 403 | * 403 | * 403
        RefuseCreditMapping                  | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        ListCreditMappings                   | bpc         | shougang-it | * 200+ | * 200- | * 200-
        GetCreditMapping                     | ncut        | shougang-it | * 200 | * 404 | * 404
        GetCreditMapping (agreed)            | ncut        | shougang-it | * 200 | * 200 | * 200
        GetTranscript                        | bpc         | shougang-it | registrar 200, learner 200, * 403
            | registrar 404, learner 404, * 403 | * 403
        GetTranscript (receiving)            | ncut        | dji         | registrar 200, learner 404, * 403 | * 403 | * 403
        DecideCredit                         | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        DecideCredit (receiving)             | bpc         | ncut        | registrar 200, * 403 | * 403 | * 403
        ProposeEquivalence                   | bpc         | shougang-it | registrar 201, * 403 | * 403 | * 403
        ProposeEquivalence (receiving)       | ncut        | dji         | registrar 201, * 403 | * 403 | * 403
        AgreeEquivalence                     | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        AgreeEquivalence (own)               | ncut        | bpc         | registrar 200, * 403 | * 403 | * 403
        RefuseEquivalence                    | ncut        | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        EndEquivalence                       | bpc         | shougang-it | registrar 200, * 403 | * 403 | * 403
        ListEquivalences                     | bpc         | shougang-it | * 200+ | * 200- | * 200-
        GetEquivalence                       | ncut        | shougang-it | * 200 | * 404 | * 404
        GetEquivalence (agreed)              | ncut        | shougang-it | * 200 | * 200 | * 200
        RecordPassedModule                   | bpc         | shougang-it | registrar 201, * 403 | registrar 404, * 403 | * 403
        RecordPassedModule (receiving)       | bpc         | ncut        | registrar 201, * 403 | * 403 | * 403
        CorrectPassedModule                  | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        CorrectPassedModule (receiving)      | bpc         | ncut        | registrar 200, * 403 | * 403 | * 403
        WithdrawPassedModule                 | bpc         | shougang-it | registrar 200, * 403 | registrar 404, * 403 | * 403
        WithdrawPassedModule (receiving)     | bpc         | ncut        | registrar 200, * 403 | * 403 | * 403
        ListPassedModules                    | bpc         | shougang-it | registrar 200+, learner 200+, * 403
            | registrar 404, learner 404, * 403 | * 403

        """;

    private Dictionary<string, Func<Task<Thing>>> CreditRecipes => new()
    {
        ["DefineXCertificateType"] = () => Made(new Thing { Body = CertificateType() }),
        ["CorrectXCertificateType"] = async () => new Thing((await TypeAsync()).Code) { Body = RightType() },
        ["CorrectXCertificateType (authority)"] = async () =>
        {
            var type = await new EnrollmentClient(As("bjedu", Authority)).DefineXCertificateTypeAsync(CertificateType());
            return new Thing(type.Code) { Body = RightType() };
        },
        ["ListXCertificateTypes"] = async () => new Thing { Listed = (await TypeAsync()).Code },
        ["GetXCertificateType"] = async () => new Thing((await TypeAsync()).Code),
        ["RecordXCertificate"] = async () => new Thing((await EnrolAsync()).Id) { Body = await CertificateAsync() },
        ["CorrectXCertificate"] = async () =>
        {
            var recorded = await RecordedAsync();
            return new Thing(recorded.Id)
            {
                Body = new
                {
                    reason = "A typing error.",
                    type = recorded.Type,
                    level = "senior",
                    number = recorded.Number,
                    issuedOn = recorded.IssuedOn,
                },
            };
        },
        ["WithdrawXCertificate"] = async () => new Thing((await RecordedAsync()).Id) { Body = new { reason = "Of another learner." } },
        ["ListXCertificates"] = async () =>
        {
            var recorded = await RecordedAsync();
            return new Thing(recorded.LearnerId) { Listed = $"{recorded.Id}" };
        },
        ["GetXCertificate"] = async () => new Thing((await RecordedAsync()).Id),
        ["ProposeCreditMapping"] = () => Made(new Thing(active.Id) { Body = Mapping() }),
        ["AgreeCreditMapping"] = async () => new Thing((await ProposedAsync()).Id),
        ["RefuseCreditMapping"] = async () => new Thing((await ProposedAsync()).Id) { Body = new { reason = "Too much." } },
        ["ListCreditMappings"] = async () => new Thing(active.Id) { Listed = $"{(await ProposedAsync()).Id}" },
        ["GetCreditMapping"] = async () => new Thing((await ProposedAsync()).Id),
        ["GetCreditMapping (agreed)"] = async () =>
        {
            var proposed = await ProposedAsync();
            await By("ncut").AgreeCreditMappingAsync(proposed.Id);
            return new Thing(proposed.Id);
        },
        ["GetTranscript"] = async () => new Thing((await EnrolAsync()).Id),
        ["DecideCredit"] = AtRiskAsync,
        ["ProposeEquivalence"] = () => Made(new Thing { Body = NewEquivalence() }),
        ["AgreeEquivalence"] = async () => new Thing((await EquivalenceAsync()).Id),
        ["RefuseEquivalence"] = async () => new Thing((await EquivalenceAsync()).Id) { Body = new { reason = "Too little theory." } },
        ["EndEquivalence"] = async () => new Thing((await AgreedEquivalenceAsync()).Id) { Body = new { reason = "Another module." } },
        ["ListEquivalences"] = async () =>
        {
            var proposed = await EquivalenceAsync();
            return new Thing { Listed = $"{proposed.Id}", Query = "?state=proposed" };
        },
        ["GetEquivalence"] = async () => new Thing((await EquivalenceAsync()).Id),
        ["GetEquivalence (agreed)"] = async () => new Thing((await AgreedEquivalenceAsync()).Id),
        ["RecordPassedModule"] = async () => new Thing((await EnrolAsync()).Id) { Body = NewPassedModule() },
        ["CorrectPassedModule"] = async () => new Thing((await PassedModuleAsync()).Id)
        {
            Body = new { reason = "A typing error.", takenAt = "bpc", module = "B", grade = "pass", passedOn = "2026-02-01" },
        },
        ["WithdrawPassedModule"] = async () => new Thing((await PassedModuleAsync()).Id) { Body = new { reason = "Of another learner." } },
        ["ListPassedModules"] = async () =>
        {
            var recorded = await PassedModuleAsync();
            return new Thing(recorded.LearnerId) { Listed = $"{recorded.Id}" };
        },
    };

    private static ProposeEquivalenceRequest NewEquivalence() => new()
    {
        FromInstitution = "bpc",
        ToInstitution = "ncut",
        Value = "equivalent",
        Alternatives = [new() { Modules = ["A", "B"] }],
        Earns = ["N1"],
    };

    private static RecordPassedModuleRequest NewPassedModule() =>
        new() { TakenAt = "bpc", Module = "A", Grade = "good", PassedOn = new(2026, 1, 15) };

    private Task<Equivalence> EquivalenceAsync() => By("bpc").ProposeEquivalenceAsync(NewEquivalence());

    private async Task<Equivalence> AgreedEquivalenceAsync() => await By("ncut").AgreeEquivalenceAsync((await EquivalenceAsync()).Id);

    private async Task<PassedModule> PassedModuleAsync() =>
        await By("bpc").RecordPassedModuleAsync((await EnrolAsync()).Id, NewPassedModule());

    private ProposeCreditMappingRequest Mapping() => new()
    {
        // Later than every learner's day of enrolment here, and each on a day of its own.
        ValidFrom = new DateOnly(2030, 9, 1).AddDays(Next()),
        Reason = "A new cohort.",
        Terms = new()
        {
            Cap = 100,
            Lines = [new() { Code = "internship", Source = "placement", Module = "internship-1", Credits = 60 }],
        },
    };

    private Task<CreditMapping> ProposedAsync() => By("bpc").ProposeCreditMappingAsync(active.Id, Mapping());

    // A certificate that earned credit was withdrawn.
    private async Task<Thing> AtRiskAsync()
    {
        var (own, type) = (await ActiveAsync(), (await TypeAsync()).Code);
        var line = new MappingLine
        {
            Code = "x",
            Source = "x-certificate",
            Module = "network-1",
            Credits = 20,
            Type = type,
            Level = "junior",
        };
        var mapping = Mapping() with { ValidFrom = new(2026, 1, 1), Correction = true, Terms = new() { Cap = 100, Lines = [line] } };
        await By("ncut").AgreeCreditMappingAsync((await By("bpc").ProposeCreditMappingAsync(own.Id, mapping)).Id);
        var learner = await By("bpc").EnrollLearnerAsync(Enrolment() with { FromMajor = own.FromMajor });
        var recorded = await By("bpc").RecordXCertificateAsync(learner.Id, (await CertificateAsync()) with { Type = type });
        await By("bpc").WithdrawXCertificateAsync(recorded.Id, new() { Reason = "Revoked." });
        return new Thing(learner.Id)
        {
            Body = new { sourceKind = "x-certificate", sourceId = recorded.Id, decision = "keep", reason = "The module was taught." },
        };
    }

    private DefineXCertificateTypeRequest CertificateType() => new()
    {
        Code = $"type-{Next()}",
        Name = "Network operation",
        Evaluator = "evaluator",
        EvaluatorName = "Skills evaluation",
    };

    private static CorrectXCertificateTypeRequest RightType() => new()
    {
        Reason = "A typing error.",
        Name = "Network operation and maintenance",
        EvaluatorName = "Skills evaluation",
        Levels = ["junior", "intermediate", "senior"],
    };

    private Task<XCertificateType> TypeAsync() => By("bpc").DefineXCertificateTypeAsync(CertificateType());

    private async Task<RecordXCertificateRequest> CertificateAsync() => new()
    {
        Type = (await TypeAsync()).Code,
        Level = "junior",
        Number = $"X{Next()}",
        IssuedOn = new(2026, 6, 1),
    };

    private async Task<XCertificate> RecordedAsync() =>
        await By("bpc").RecordXCertificateAsync((await EnrolAsync()).Id, await CertificateAsync());
}
