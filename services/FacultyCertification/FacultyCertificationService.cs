using Contracts;
using FacultyCertification.Changes;
using FacultyCertification.Consumers;
using FacultyCertification.Features.Applications;
using FacultyCertification.Features.Certificates;
using FacultyCertification.Features.Decisions;
using FacultyCertification.Features.Ethics;
using FacultyCertification.Features.Figures;
using FacultyCertification.Features.Imports;
using FacultyCertification.Features.Methods;
using FacultyCertification.Features.Notices;
using FacultyCertification.Features.Objections;
using FacultyCertification.Features.PersonalData;
using FacultyCertification.Features.Practices;
using FacultyCertification.Features.Qualifications;
using FacultyCertification.Features.Resources;
using FacultyCertification.Features.Teachers;
using FacultyCertification.Features.Timelines;
using Kernel.Data;
using Kernel.Document;
using Kernel.Hosting;
using Kernel.Messaging.CatchUp;
using Kernel.Personal;

namespace FacultyCertification;

/// <summary>
/// The service of teachers and their dual qualification, from the method and the application to the certificate and the ratio:
/// registrations and routes.
/// </summary>
public static class FacultyCertificationService
{
    public const string Name = "faculty-certification";

    public static void AddFacultyCertification(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidation();
        builder.Services.AddOpenApi(Name, ApiDocument.Describe);
        builder.Services.AddSingleton(FacultyWords.All);
        builder.AddService(
            "faculty",
            typeof(FacultyCertificationService).Assembly,
            consumers =>
            {
                consumers.AddConsumer<WhenOrganisationChanged>();
                consumers.AddConsumer<WhenAgreementChanged>();
                consumers.AddConsumer<WhenBaseChanged>();
                consumers.AddConsumer<WhenConsortiumChanged>();
                consumers.AddConsumer<WhenTeacherPracticeChanged>();
            },
            "industry-partnership/organisation", "industry-partnership/agreement", "industry-partnership/base",
            "industry-partnership/teacher-practice", "industry-partnership/consortium");
        builder.Services.AddSingleton(new RolesByKind(
            Roles.Kinds, (db, org, ct) => db.FindAsync<string>("SELECT kind FROM faculty.institution WHERE code = @org", new { org }, ct)));
        builder.AddFigures(Metrics.All);
        builder.AddChanges(FacultyChanges.Kinds, (reader, codes) => reader.QueryAsync<string>(
            "SELECT code FROM faculty.institution WHERE code IN @codes AND state = 'closed'", new { codes }));
        builder.AddPersonalData(
            RetentionPacks.Load(typeof(FacultyCertificationService).Assembly, builder.Configuration), TeacherSubject.Subject,
            PanelMemberSubject.Subject);
        builder.AddImports(ImportedTeachers.Kind, ImportedDepartures.Kind);
        builder.Services.AddSingleton(new StateSource("faculty-certification/practice", PracticeBookingRow.StatesAsync));
        builder.Services.AddSingleton(new StateSource("faculty-certification/certificate", CertificateRow.StatesAsync));
        builder.Services.AddSingleton(new StateSource("faculty-certification/teacher", TeacherRow.StatesAsync));
        builder.Services.AddSingleton(Sweep.Of<ExpireCertificate>("certificate expiry"));
        builder.Services.AddSingleton(Sweep.Of<NumberCertificate>("certificate numbers"));
        builder.Services.AddSingleton(Sweep.Of<EndEmployment>("end of employment"));
        builder.Services.AddSingleton(Sweep.Of<TellRatio>("dual-qualified ratio"));
    }

    public static void MapFacultyCertification(this WebApplication app)
    {
        var api = app.MapApi(Problems.Catalogue);

        var teachers = api.MapGroup("").WithTags("Teachers");
        RegisterTeacher.Map(teachers);
        CorrectTeacher.Map(teachers);
        RecordDeparture.Map(teachers);
        CorrectDeparture.Map(teachers);
        ReadTeachers.Map(teachers);
        ReadTimeline.Map(teachers);

        var ethics = api.MapGroup("").WithTags("Ethics reviews");
        RecordEthicsFinding.Map(ethics);
        WithdrawEthicsFinding.Map(ethics);
        ReadEthicsFindings.Map(ethics);

        var qualifications = api.MapGroup("").WithTags("Qualifications");
        RecordQualification.Map(qualifications);
        WithdrawQualification.Map(qualifications);
        ReadQualifications.Map(qualifications);

        var practices = api.MapGroup("").WithTags("Practice at bases");
        RequestPractice.Map(practices);
        CancelPractice.Map(practices);
        ReadPractices.Map(practices);

        var methods = api.MapGroup("").WithTags("Methods");
        DraftMethod.Map(methods);
        EditMethod.Map(methods);
        PublishMethod.Map(methods);
        ReadMethods.Map(methods);

        var applications = api.MapGroup("").WithTags("Applications");
        WriteApplication.Map(applications);
        ReadStatedPractices.Map(applications);
        ConfirmPractice.Map(applications);
        CheckEvidence.Map(applications);
        SubmitApplication.Map(applications);
        WithdrawApplication.Map(applications);
        ReadApplications.Map(applications);

        var decisions = api.MapGroup("").WithTags("Decisions");
        BeginReview.Map(decisions);
        RecordDecision.Map(decisions);
        ReadDecisions.Map(decisions);
        ListPanelWork.Map(decisions);

        var notices = api.MapGroup("").WithTags("Public notices");
        PublishNotice.Map(notices);
        IssueCertificates.Map(notices);
        ReadNotices.Map(notices);

        var objections = api.MapGroup("").WithTags("Objections");
        RaiseObjection.Map(objections);
        EndObjection.Map(objections);
        ReadObjections.Map(objections);

        var certificates = api.MapGroup("").WithTags("Certificates");
        SuspendCertificate.Map(certificates);
        ReinstateCertificate.Map(certificates);
        CorrectSuspension.Map(certificates);
        RevokeCertificate.Map(certificates);
        CorrectRevocation.Map(certificates);
        CorrectIssue.Map(certificates);
        PrintName.Map(certificates);
        VerifyCertificate.Map(certificates);
        ReadLapsing.Map(certificates);
        ReadCertificates.Map(certificates);

        var resources = api.MapGroup("").WithTags("Shared resources");
        AddResource.Map(resources);
        CorrectResource.Map(resources);
        ShareResource.Map(resources);
        WithdrawResource.Map(resources);
        ReadResources.Map(resources);

        var figures = api.MapGroup("").WithTags("Figures");
        DualQualifiedRatio.Map(figures);
        ForecastRatio.Map(figures);
        PublishFigure.Map(figures);
        ReadPublishedFigures.Map(figures);
    }
}
