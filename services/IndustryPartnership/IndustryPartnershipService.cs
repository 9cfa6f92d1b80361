using Contracts;
using IndustryPartnership.Consumers;
using IndustryPartnership.Features;
using IndustryPartnership.Features.Agreements;
using IndustryPartnership.Features.Applications;
using IndustryPartnership.Features.Bases;
using IndustryPartnership.Features.Consortia;
using IndustryPartnership.Features.Filings;
using IndustryPartnership.Features.Logbooks;
using IndustryPartnership.Features.Organisations;
using IndustryPartnership.Features.PlacementChanges;
using IndustryPartnership.Features.Placements;
using IndustryPartnership.Features.Projects;
using IndustryPartnership.Features.Receipts;
using IndustryPartnership.Features.Slots;
using IndustryPartnership.Features.TeacherPractices;
using IndustryPartnership.Rules.Internships;
using Kernel;
using Kernel.Data;
using Kernel.Hosting;
using Kernel.Messaging.CatchUp;

namespace IndustryPartnership;

/// <summary>Organisations, agreements, consortia, bases, projects, internship slots and the rules that they are judged by, applications and placements: what this service adds to a host, and what it maps.</summary>
public static class IndustryPartnershipService
{
    public const string Name = "industry-partnership";

    public static void AddIndustryPartnership(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidation();
        builder.Services.AddOpenApi(Name, ApiDocument.Describe);
        builder.AddService(
            "partnership",
            typeof(IndustryPartnershipService).Assembly,
            consumers =>
            {
                consumers.AddConsumer<WhenLearnerChanged>();
                consumers.AddConsumer<WhenArticulationChanged>();
                consumers.AddConsumer<WhenCertificateChanged>();
                consumers.AddConsumer<WhenTeacherDeparted>();
                consumers.AddConsumer<WhenPracticeChanged>();
            },
            "enrollment/learner", "enrollment/articulation", "faculty-certification/practice", "faculty-certification/certificate",
            "faculty-certification/teacher");
        builder.Services.AddSingleton(new RolesByKind(
            Roles.Kinds, (db, org, ct) =>
                db.FindAsync<string>("SELECT kind FROM partnership.organisation WHERE code = @org", new { org }, ct)));
        builder.AddFigures(Metrics.All);
        builder.Services.AddScoped<History>();
        builder.Services.AddScoped<TakeSeat>();
        builder.Services.AddSingleton(RulePacks.Load(builder.Configuration));
        builder.Services.AddSingleton(PublicHolidays.Load(builder.Configuration));
        builder.Services.AddSingleton(new ReceiptKeys(builder.Configuration));
        builder.Services.AddSingleton(OneTimeLinks.Kept);
        builder.Services.AddSingleton(Sweep.Of<ExpireAgreement>("agreement expiry"));
        builder.Services.AddSingleton(Sweep.Of<ExpireBase>("base expiry"));
        builder.Services.AddSingleton(Sweep.Of<LapseOffer>("offer lapse"));
        builder.Services.AddSingleton(Sweep.Of<PutChangeIntoForce>("change of placement"));
        builder.Services.AddSingleton(Sweep.Of<CallOffPlacement>("placement that never began"));
        builder.Services.AddSingleton(new StateSource("industry-partnership/organisation", OrganisationRow.StatesAsync));
        builder.Services.AddSingleton(new StateSource("industry-partnership/agreement", AgreementRow.StatesAsync));
        builder.Services.AddSingleton(new StateSource("industry-partnership/slot", SlotRow.StatesAsync));
        builder.Services.AddSingleton(new StateSource("industry-partnership/placement", PlacementRow.StatesAsync));
        builder.Services.AddSingleton(new StateSource("industry-partnership/teacher-practice", TeacherPracticeRow.StatesAsync));
        builder.Services.AddSingleton(services => BaseRow.States(services.GetRequiredService<Today>()));
        builder.Services.AddSingleton(new StateSource("industry-partnership/consortium", ConsortiumRow.StatesAsync));
        builder.Services.AddSingleton(services => ProjectRow.States(services.GetRequiredService<Today>()));
    }

    public static void MapIndustryPartnership(this WebApplication app)
    {
        var api = app.MapApi(Problems.Catalogue);

        var organisations = api.MapGroup("").WithTags("Organisations");
        RegisterOrganisation.Map(organisations);
        VerifyEnterprise.Map(organisations);
        AmendOrganisation.Map(organisations);
        RecordStaffCount.Map(organisations);
        KeepContacts.Map(organisations);
        CloseOrganisation.Map(organisations);
        ReadOrganisations.Map(organisations);

        var agreements = api.MapGroup("").WithTags("Agreements");
        DraftAgreement.Map(agreements);
        EditAgreement.Map(agreements);
        ProposeAgreement.Map(agreements);
        SignAgreement.Map(agreements);
        CorrectPaperSignature.Map(agreements);
        AmendAgreement.Map(agreements);
        EndAgreement.Map(agreements);
        TagAgreement.Map(agreements);
        CompareCopy.Map(agreements);
        ReadAgreements.Map(agreements);

        var consortia = api.MapGroup("").WithTags("Consortia");
        ProposeConsortium.Map(consortia);
        EditConsortium.Map(consortia);
        JoinConsortium.Map(consortia);
        FoundConsortium.Map(consortia);
        LeaveConsortium.Map(consortia);
        DissolveConsortium.Map(consortia);
        ReadConsortia.Map(consortia);

        var bases = api.MapGroup("").WithTags("Bases");
        ProposeBase.Map(bases);
        EditBase.Map(bases);
        JoinBase.Map(bases);
        ApproveBase.Map(bases);
        EndBase.Map(bases);
        ReadBases.Map(bases);

        var projects = api.MapGroup("").WithTags("Projects");
        ProposeProject.Map(projects);
        EditProject.Map(projects);
        JoinProject.Map(projects);
        StartProject.Map(projects);
        AddMilestone.Map(projects);
        CloseProject.Map(projects);
        ReadProjects.Map(projects);

        var practices = api.MapGroup("").WithTags("Teachers' practices");
        RecordAttendance.Map(practices);
        EndTeacherPractice.Map(practices);
        ReadTeacherPractices.Map(practices);

        var slots = api.MapGroup("").WithTags("Internship slots");
        WriteSlot.Map(slots);
        JudgeSlot.Map(slots);
        SubmitSlot.Map(slots);
        ApproveSlot.Map(slots);
        OpenSlot.Map(slots);
        CloseSlot.Map(slots);
        RecordInsurance.Map(slots);
        NameFilings.Map(slots);
        ReadSlots.Map(slots);
        ReadRulePacks.Map(slots);
        ReadReceipts.Map(slots);

        var filings = api.MapGroup("").WithTags("Filings");
        RecordFiling.Map(filings);
        ReadFilings.Map(filings);

        var applications = api.MapGroup("").WithTags("Applications");
        ApplyForSlot.Map(applications);
        DecideApplication.Map(applications);
        AcceptOffer.Map(applications);
        WithdrawApplication.Map(applications);
        ReadApplications.Map(applications);

        var placements = api.MapGroup("").WithTags("Placements");
        AgreementTemplates.Map(placements);
        ConsentToPlacement.Map(placements);
        RefuseConsent.Map(placements);
        WithoutGuardian.Map(placements);
        GuardianLink.Map(placements);
        SignPlacement.Map(placements);
        CorrectPlacementAct.Map(placements);
        NameMentor.Map(placements);
        StartPlacement.Map(placements);
        PausePlacement.Map(placements);
        CompletePlacement.Map(placements);
        StopPlacement.Map(placements);
        AssessmentLink.Map(placements);
        ReadAssessment.Map(placements);
        NameTeacher.Map(placements);
        ReadTimeline.Map(placements);
        InternshipBoard.Map(placements);
        ReadPlacements.Map(placements);

        var changes = api.MapGroup("").WithTags("Changes of placements");
        ProposePlacementChange.Map(changes);
        AcceptPlacementChange.Map(changes);
        SignPlacementChange.Map(changes);
        CorrectPlacementChange.Map(changes);
        EndPlacementChange.Map(changes);
        ReadPlacementChanges.Map(changes);

        var logbooks = api.MapGroup("").WithTags("Logbooks");
        WriteLogbook.Map(logbooks);
        SignLogbook.Map(logbooks);
        ReadLogbook.Map(logbooks);
        ReadHours.Map(logbooks);
    }
}
