using Contracts;
using Enrollment.Changes;
using Enrollment.Consumers;
using Enrollment.Features.Admissions;
using Enrollment.Features.Articulations;
using Enrollment.Features.Candidates;
using Enrollment.Features.Certificates;
using Enrollment.Features.Credits;
using Enrollment.Features.Diplomas;
using Enrollment.Features.Equivalences;
using Enrollment.Features.Figures;
using Enrollment.Features.Imports;
using Enrollment.Features.Learners;
using Enrollment.Features.Modules;
using Enrollment.Features.Outcomes;
using Enrollment.Features.Pathways;
using Enrollment.Features.PersonalData;
using Enrollment.Features.Programmes;
using Enrollment.Features.TransferPlans;
using Kernel.Data;
using Kernel.Document;
using Kernel.Hosting;
using Kernel.Messaging.CatchUp;
using Kernel.Personal;

namespace Enrollment;

/// <summary>
/// The service of pathways, articulations, learners with their credit and diplomas, and the transfer exam: registrations and routes.
/// </summary>
public static class EnrollmentService
{
    public const string Name = "enrollment";

    public static void AddEnrollment(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidation();
        builder.Services.AddOpenApi(Name, ApiDocument.Describe);
        builder.Services.AddSingleton(EnrollmentWords.All);
        builder.AddService(
            "enrollment",
            typeof(EnrollmentService).Assembly,
            consumers =>
            {
                consumers.AddConsumer<WhenOrganisationChanged>();
                consumers.AddConsumer<WhenAgreementChanged>();
                consumers.AddConsumer<WhenPlacementChanged>();
                consumers.AddConsumer<WhenCertificateChanged>();
                consumers.AddConsumer<WhenTeacherChanged>();
            },
            "industry-partnership/organisation", "industry-partnership/agreement", "industry-partnership/placement",
            "faculty-certification/certificate", "faculty-certification/teacher");
        builder.Services.AddSingleton(new RolesByKind(
            Roles.Kinds, (db, org, ct) =>
                db.FindAsync<string>("SELECT kind FROM enrollment.organisation WHERE code = @org", new { org }, ct)));
        builder.AddFigures(Metrics.All);
        builder.Services.AddSingleton(Sweep.Of<CountEarlierFacts>("count of earlier facts"));
        builder.AddChanges(EnrollmentChanges.Kinds, (reader, codes) => reader.QueryAsync<string>(
            "SELECT code FROM enrollment.organisation WHERE code IN @codes AND state = 'closed'", new { codes }));
        builder.AddImports(ImportedLearners.Kind, ImportedCorrections.Kind, ImportedMarks.Kind);
        builder.AddPersonalData(
            RetentionPacks.Load(typeof(EnrollmentService).Assembly, builder.Configuration), LearnerSubject.Subject);
        builder.Services.AddSingleton(new StateSource("enrollment/articulation", ArticulationRow.StatesAsync));
        builder.Services.AddSingleton(new StateSource("enrollment/learner", LearnerRow.StatesAsync));
        builder.Services.AddSingleton(new StateSource("enrollment/programme", ProgrammeRow.StatesAsync));
        builder.Services.AddSingleton(new StateSource("enrollment/transfer-plan", TransferPlanRow.StatesAsync));
        builder.Services.AddSingleton(new StateSource("enrollment/outcome", OutcomeRow.StatesAsync));
    }

    public static void MapEnrollment(this WebApplication app)
    {
        var api = app.MapApi(Problems.Catalogue);

        var pathways = api.MapGroup("").WithTags("Pathways");
        DefinePathway.Map(pathways);
        ReadPathways.Map(pathways);

        var admissions = api.MapGroup("").WithTags("Admissions");
        DefineAdmissionConditions.Map(admissions);
        CorrectAdmissionConditions.Map(admissions);
        ReadAdmissionConditions.Map(admissions);

        var articulations = api.MapGroup("").WithTags("Articulations");
        DraftArticulation.Map(articulations);
        EditArticulation.Map(articulations);
        ReviseArticulation.Map(articulations);
        ActivateArticulation.Map(articulations);
        CloseArticulation.Map(articulations);
        ReadArticulations.Map(articulations);

        var modules = api.MapGroup("").WithTags("Modules");
        DefineLearningOutcome.Map(modules);
        CorrectLearningOutcome.Map(modules);
        ReadLearningOutcomes.Map(modules);
        DefineModule.Map(modules);
        CorrectModule.Map(modules);
        RetireModule.Map(modules);
        ReadModules.Map(modules);

        var programmes = api.MapGroup("").WithTags("Programmes");
        DraftProgramme.Map(programmes);
        EditProgramme.Map(programmes);
        ProposeProgramme.Map(programmes);
        ApproveProgramme.Map(programmes);
        PublishProgramme.Map(programmes);
        TagProgramme.Map(programmes);
        ReadProgrammes.Map(programmes);
        ReadCurriculumReport.Map(programmes);
        NameModuleLead.Map(programmes);
        EndModuleLead.Map(programmes);
        ReadModuleLeads.Map(programmes);

        var learners = api.MapGroup("").WithTags("Learners");
        EnrollLearner.Map(learners);
        CompleteStage.Map(learners);
        StartLeave.Map(learners);
        EndLeave.Map(learners);
        ChangeClass.Map(learners);
        SetPerson.Map(learners);
        RepeatYear.Map(learners);
        ChangeMajor.Map(learners);
        CorrectLearner.Map(learners);
        WithdrawLearnerFact.Map(learners);
        TransferLearner.Map(learners);
        GraduateLearner.Map(learners);
        AwardAssociateDiploma.Map(learners);
        CorrectDiploma.Map(learners);
        WithdrawLearner.Map(learners);
        ReadLearners.Map(learners);
        ReadCorrections.Map(learners);
        ReadLearnerFacts.Map(learners);
        ReadLearnerRisks.Map(learners);
        ReadCredits.Map(learners);
        ReadDiplomas.Map(learners);
        ReadCohorts.Map(learners);

        var outcomes = api.MapGroup("").WithTags("Outcomes");
        RecordOutcome.Map(outcomes);
        CorrectOutcome.Map(outcomes);
        ReadOutcomes.Map(outcomes);

        var plans = api.MapGroup("").WithTags("Transfer plans");
        DraftTransferPlan.Map(plans);
        EditTransferPlan.Map(plans);
        ApproveTransferPlan.Map(plans);
        ReviseTransferPlan.Map(plans);
        OpenRegistration.Map(plans);
        CloseRegistration.Map(plans);
        PublishResults.Map(plans);
        OpenResit.Map(plans);
        FinaliseTransferPlan.Map(plans);
        ReadTransferPlans.Map(plans);

        var candidates = api.MapGroup("").WithTags("Candidates");
        RegisterCandidate.Map(candidates);
        WithdrawCandidate.Map(candidates);
        EnterMarks.Map(candidates);
        CorrectMarks.Map(candidates);
        AppealResult.Map(candidates);
        DecideAppeal.Map(candidates);
        ReadCandidates.Map(candidates);

        var certificates = api.MapGroup("").WithTags("X-certificates");
        DefineXCertificateType.Map(certificates);
        CorrectXCertificateType.Map(certificates);
        ReadXCertificateTypes.Map(certificates);
        RecordXCertificate.Map(certificates);
        CorrectXCertificate.Map(certificates);
        WithdrawXCertificate.Map(certificates);
        ReadXCertificates.Map(certificates);

        var credits = api.MapGroup("").WithTags("Credits");
        ProposeCreditMapping.Map(credits);
        AgreeCreditMapping.Map(credits);
        RefuseCreditMapping.Map(credits);
        ReadCreditMappings.Map(credits);
        ReadTranscript.Map(credits);
        DecideCredit.Map(credits);

        var equivalences = api.MapGroup("").WithTags("Equivalences");
        ProposeEquivalence.Map(equivalences);
        AgreeEquivalence.Map(equivalences);
        RefuseEquivalence.Map(equivalences);
        EndEquivalence.Map(equivalences);
        ReadEquivalences.Map(equivalences);
        RecordPassedModule.Map(equivalences);
        CorrectPassedModule.Map(equivalences);
        WithdrawPassedModule.Map(equivalences);
        ReadPassedModules.Map(equivalences);

        var figures = api.MapGroup("").WithTags("Figures");
        TransferPassRate.Map(figures);
        ReadFigure.Map(figures);
        PublishFigure.Map(figures);
        ReadPublishedFigures.Map(figures);
    }
}
